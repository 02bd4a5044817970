using Azure;
using Azure.Data.Tables;
using Campaigns.Access;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>
/// Tells of an alarm once: an entry in the campaign's journal and a mail to each operator, in one transaction whose rows are named
/// after the alarm. Written a second time, after a crash, it fails as a whole and nothing comes twice.
/// </summary>
public sealed class AlarmTeller(CampaignTables tables, CampaignStore campaigns, KeyRing keys, Outbox outbox, CampaignsOptions options, TimeProvider time)
{
    /// <summary>How long it is remembered that an alarm without a journal was told.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    readonly AllowList allowed = new(options);

    /// <returns>The alarm with what is known of its mail.</returns>
    public async Task<Alarm> TellAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (alarm.ToldAt is null)
        {
            await WriteOnceAsync(alarm, "AlarmRaised", alarm.SeenAt, mail: true, cancellation);
            return alarm with { ToldAt = time.GetUtcNow() };
        }
        return alarm.MailedAt is null && await MailedAtAsync(alarm, cancellation) is { } mailed ? alarm with { MailedAt = mailed } : alarm;
    }

    /// <summary>In the journal only: a mail for each alarm is enough.</summary>
    public async Task TellMendedAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (IsOfACampaign(alarm)) await WriteOnceAsync(alarm, "AlarmMended", alarm.MendedAt!.Value, mail: false, cancellation);
    }

    async Task WriteOnceAsync(Alarm alarm, string what, DateTimeOffset at, bool mail, CancellationToken cancellation)
    {
        var (table, partition) = Home(alarm);
        if (await KeyAsync(alarm, cancellation) is not { } key) return; // purged: there is nobody to tell it to
        var campaign = IsOfACampaign(alarm) ? await campaigns.FindAsync(alarm.CampaignId, cancellation) : null;
        if (IsOfACampaign(alarm) && campaign is null) return;
        List<TableTransactionAction> rows = [campaign is null ? Told(alarm) : JournalRow.Insert(alarm.CampaignId, Entry(alarm, what, at), key, id: alarm.Name)];
        if (mail) rows.AddRange(allowed.Operators.Select((address, n) => outbox.Add(key, partition, Mail(alarm, n), address, Message(alarm, campaign))));
        try
        {
            await table.SubmitTransactionAsync(rows, cancellation);
        }
        catch (RequestFailedException told) when (told.Status == 409) { }
        if (mail) outbox.Ring(table, partition);
    }

    async Task<DateTimeOffset?> MailedAtAsync(Alarm alarm, CancellationToken cancellation)
    {
        var (table, partition) = Home(alarm);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, Rows.Mail(Mail(alarm, 0)), cancellationToken: cancellation);
        return row.HasValue && row.Value!.GetString("State") == "Sent" ? row.Value.GetDateTimeOffset("ChangedAt") : null;
    }

    AlarmRaised Message(Alarm alarm, Campaign? campaign) =>
        new("en", campaign?.Title, options.OpsLink(campaign?.Id), alarm.Trouble, alarm.SeenAt);

    static JournalEntry Entry(Alarm alarm, string what, DateTimeOffset at) =>
        JournalEntry.Of(at, JournalEntry.ByItself, what, [.. alarm.Trouble.Arguments]);

    static TableTransactionAction Told(Alarm alarm) => new(TableTransactionActionType.Add,
        new TableEntity(SignIn.LinkPartition, $"told|{alarm.Name}") { ["ExpiresAt"] = alarm.SeenAt + Remembered });

    static string Mail(Alarm alarm, int addressee) => $"{alarm.Name}-{addressee}";

    static bool IsOfACampaign(Alarm alarm) => alarm.CampaignId != Alarm.Everywhere;

    (TableClient Table, string Partition) Home(Alarm alarm) =>
        IsOfACampaign(alarm) ? (tables.Campaigns, alarm.CampaignId) : (tables.Access, SignIn.LinkPartition);

    async Task<DataKey?> KeyAsync(Alarm alarm, CancellationToken cancellation) =>
        IsOfACampaign(alarm) ? await keys.FindAsync(alarm.CampaignId, cancellation) : keys.Access;
}
