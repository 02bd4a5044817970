namespace Campaigns.Functions.Pages.TextFiles;

/// <summary>Names the resource files beside it: <c>Pages.resx</c> (English), <c>Pages.fr.resx</c>, <c>Pages.ru.resx</c>.</summary>
public sealed class Pages;
