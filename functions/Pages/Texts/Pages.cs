namespace Campaigns.Functions.Pages.TextFiles;

/// <summary>Names the files of what signatories read: <c>Pages.resx</c> (English), <c>Pages.fr.resx</c>, <c>Pages.ru.resx</c>, all complete.</summary>
public sealed class Pages;
