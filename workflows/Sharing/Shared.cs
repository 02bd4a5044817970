namespace Campaigns.Sharing;

/// <summary>What may be shown of a campaign where others pass it on: in previews, calendars, on paper. Pure.</summary>
public static class Shared
{
    /// <summary>Not while it is under embargo; nor where mail may not name it, since a preview is shown by programs and read by others as mail is.</summary>
    public static bool MaySee(Campaign campaign, DateTimeOffset now) => !campaign.IsUnderEmbargo(now) && !campaign.NeutralMail;
}
