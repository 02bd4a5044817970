using Campaigns.Backup;

namespace Campaigns;

/// <summary>What happens to a campaign that comes back from a copy.</summary>
public abstract record BackupCommand : CampaignCommand
{
    /// <summary>Its rows are written. It is held if it has anything left to do: nobody knows what left after the copy was made.</summary>
    public sealed record Restore(string Copy, DateTimeOffset CopiedAt) : BackupCommand;
    /// <summary>A person has decided that it goes on.</summary>
    /// <param name="MayHaveLeft">Letters that the copy does not know may have left: none of them leaves by itself.</param>
    /// <param name="Reason">For the journal, where it is stored sealed; at most <see cref="Limits.Reason"/> characters.</param>
    public sealed record Release(bool MayHaveLeft, string Reason) : BackupCommand;
}

public static partial class Lifecycle
{
    static Decision OfACopy(Campaign campaign, BackupCommand command, DateTimeOffset now, string actor) => command switch
    {
        BackupCommand.Restore restore => Restore(campaign, restore, now, actor),
        BackupCommand.Release when !campaign.IsHeld => Decision.Refuse("NotHeld"),
        BackupCommand.Release release => Decision.Of(
            campaign with { Restored = campaign.Restored! with { ReleasedAt = now } },
            JournalEntry.Of(now, actor, release.MayHaveLeft ? "ReleasedWithoutLetters" : "Released") with { Note = release.Reason }),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    static Decision Restore(Campaign campaign, BackupCommand.Restore restore, DateTimeOffset now, string actor)
    {
        var hasMoreToDo = Plan.Next(campaign with { Restored = null }).Kind is not (StepKind.End or StepKind.Purge);
        var record = new RestoreRecord(restore.Copy, restore.CopiedAt, now, hasMoreToDo ? null : now);
        return Decision.Of(campaign with { Restored = record }, JournalEntry.Of(now, actor, "Restored", restore.CopiedAt));
    }
}
