namespace Campaigns.Functions.Pages.TextFiles;

/// <summary>Names the file of what only operators read: <c>Staff.resx</c>, in English.</summary>
public sealed class Staff;
