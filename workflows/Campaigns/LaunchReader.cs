namespace Campaigns;

/// <summary>
/// What was posted to launch a campaign, before any check: single fields as text, list fields
/// (addressees, invitations, reminders) as lines, or as rows of named cells when JSON gave objects.
/// </summary>
public sealed record LaunchInput(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, IReadOnlyList<LaunchLine>> Lists);

/// <summary>One entry of a list. Either <see cref="Text"/> (cells separated by semicolons) or <see cref="Cells"/> by column name.</summary>
public sealed record LaunchLine(int Line, string? Text, IReadOnlyDictionary<string, string>? Cells);

/// <summary>Checks a launch: every field, every line. Reports all errors at once.</summary>
public static class LaunchReader
{
    public static Checked<CampaignDraft> Read(LaunchInput input, DateTimeOffset now) => throw new NotImplementedException();
}
