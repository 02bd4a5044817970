namespace Campaigns.Alarms;

/// <summary>Where the orchestrations are kept.</summary>
/// <param name="Name">As the setting CAMPAIGNS_HUB has it; empty: not told.</param>
public sealed record TaskHub(string Name);
