using System.Collections.Immutable;
using Campaigns.Letters.Replies.Inbound;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Telemetry;

namespace Campaigns.Alarms;

/// <summary>Looks each minute at what concerns the whole installation, settles its alarms, and notes for the screen System what it saw.</summary>
public sealed class InstallationWatch(
    AlarmBook alarms, WatchNotes notes, MailAnswers mail, StorageAnswers storage, RowSizes sizes, StorageClock clock, VersionWatch versions, HistoryWatch histories,
    InboundWaiting replies, DataDisk disk, TimeProvider time)
{
    public async Task RunAsync(WaitingMail waiting, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        Meters.Waits(waiting.Messages, now - waiting.Oldest ?? TimeSpan.Zero);
        var rows = (await alarms.RowsAsync(cancellation)).Where(alarm => alarm.CampaignId == Alarm.Everywhere).ToList();
        var before = await notes.ReadAsync(cancellation);
        var facts = new InstallationFacts(waiting, [.. before.Looks.TakeLast(Troubles.LooksKept - 1), waiting.Messages], mail.Look(), storage.Look(), await clock.OffAsync(cancellation))
        {
            WasGrowing = rows.Any(alarm => alarm.Place == AlarmPlace.Growing && alarm.MendedAt is null),
            Versions = await versions.LookAsync(cancellation),
            FailedStart = before.FailedStart,
            Disk = disk.Look(),
        };
        await alarms.SettleAsync(Alarm.Everywhere, rows, Troubles.Everywhere(facts, now), cancellation);
        // No alarm waits for these.
        facts = facts with { Longest = await histories.LookAsync(cancellation), RepliesWaiting = replies.Most };
        await notes.InstallationAsync(facts, NearLimit.Of(sizes.Largest, facts), cancellation);
    }
}
