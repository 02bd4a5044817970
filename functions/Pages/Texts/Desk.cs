namespace Campaigns.Functions.Pages.TextFiles;

/// <summary>Names the files of what coordinators read: <c>Desk.resx</c> (English), <c>Desk.fr.resx</c>, <c>Desk.ru.resx</c>, all complete.</summary>
public sealed class Desk;
