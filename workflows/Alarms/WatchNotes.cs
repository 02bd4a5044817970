using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>
/// What those who look after everything wrote down last: partition <c>watch</c> of the table <c>Alarms</c>, rows <c>last</c> (the watchdog),
/// <c>mail</c>, <c>reconciler</c>. One query for the screen System. Instants are UTC; null: not yet.
/// </summary>
public sealed class WatchNotes(CampaignTables tables, TimeProvider time)
{
    const string Mail = "mail";
    const string Reconciler = "reconciler";

    internal Task MailAsync(WaitingMail waiting, MailService service, CancellationToken cancellation) => WriteAsync(new(AlarmRow.Watch, Mail)
    {
        ["At"] = time.GetUtcNow(),
        ["Waiting"] = waiting.Messages,
        ["OldestAt"] = waiting.Oldest,
        ["AnsweredAt"] = service.AnsweredAt,
        ["Outcome"] = service.Outcome,
        ["Refused"] = service.Refused,
    }, cancellation);

    internal Task ReconciledAsync(int compared, int found, CancellationToken cancellation) =>
        WriteAsync(new(AlarmRow.Watch, Reconciler) { ["At"] = time.GetUtcNow(), ["Compared"] = compared, ["Found"] = found }, cancellation);

    public async Task<WatchNote> ReadAsync(CancellationToken cancellation = default)
    {
        var rows = await tables.Alarms.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {AlarmRow.Watch}"), cancellationToken: cancellation)
            .ToDictionaryAsync(row => row.RowKey, cancellationToken: cancellation);
        TableEntity Of(string name) => rows.GetValueOrDefault(name) ?? [];
        var (watchdog, mail, reconciler) = (Of(AlarmRow.Last), Of(Mail), Of(Reconciler));
        return new(watchdog.GetDateTimeOffset("At"), watchdog.GetDateTimeOffset("ThoroughlyAt"))
        {
            MailLookedAt = mail.GetDateTimeOffset("At"),
            Waiting = new(mail.GetInt32("Waiting") ?? 0, mail.GetDateTimeOffset("OldestAt")),
            MailAnsweredAt = mail.GetDateTimeOffset("AnsweredAt"),
            MailOutcome = mail.GetString("Outcome"),
            MailRefused = mail.GetInt32("Refused") ?? 0,
            ReconciledAt = reconciler.GetDateTimeOffset("At"),
            Compared = reconciler.GetInt32("Compared") ?? 0,
            Found = reconciler.GetInt32("Found") ?? 0,
        };
    }

    // Merged, so that the last answer stays when a process has just begun and knows of none.
    Task<Response> WriteAsync(TableEntity note, CancellationToken cancellation) => tables.Alarms.UpsertEntityAsync(note, TableUpdateMode.Merge, cancellation);
}

/// <param name="LookedAt">The watchdog, every twenty seconds.</param>
/// <param name="ThoroughlyAt">And also at what has nothing to do, every ten minutes.</param>
public sealed record WatchNote(DateTimeOffset? LookedAt, DateTimeOffset? ThoroughlyAt)
{
    public DateTimeOffset? MailLookedAt { get; init; }
    public WaitingMail Waiting { get; init; } = WaitingMail.None;
    public DateTimeOffset? MailAnsweredAt { get; init; }
    /// <summary>Accepted, Rejected, Busy or Unknown.</summary>
    public string? MailOutcome { get; init; }
    /// <summary>In the quarter of an hour before <see cref="MailLookedAt"/>.</summary>
    public int MailRefused { get; init; }
    public DateTimeOffset? ReconciledAt { get; init; }
    public int Compared { get; init; }
    public int Found { get; init; }
}
