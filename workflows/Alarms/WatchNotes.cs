using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>
/// What those who look after everything wrote down last: partition <c>watch</c> of the table <c>Alarms</c>, rows <c>last</c> (the watchdog),
/// <c>mail</c>, <c>reconciler</c>, <c>system</c> (storage, versions, limits), <c>start</c> (<see cref="StartNotes"/>). One query for the screen System. Instants are UTC; null: not yet.
/// </summary>
public sealed class WatchNotes(CampaignTables tables, TimeProvider time)
{
    const string Mail = "mail";
    const string Reconciler = "reconciler";
    const string System = "system";

    internal async Task InstallationAsync(InstallationFacts facts, ImmutableArray<NearLimit> limits, CancellationToken cancellation)
    {
        await MailAsync(facts, cancellation);
        await WriteAsync(new(AlarmRow.Watch, System)
        {
            ["At"] = time.GetUtcNow(),
            ["Calls"] = facts.Storage.Calls,
            ["Failed"] = facts.Storage.Failed,
            ["Slow"] = facts.Storage.Slow,
            ["Versions"] = JsonSerializer.Serialize(facts.Versions),
            ["Limits"] = JsonSerializer.Serialize(limits),
        }, cancellation);
    }

    Task MailAsync(InstallationFacts facts, CancellationToken cancellation) => WriteAsync(new(AlarmRow.Watch, Mail)
    {
        ["At"] = time.GetUtcNow(),
        ["Waiting"] = facts.Waiting.Messages,
        ["OldestAt"] = facts.Waiting.Oldest,
        ["Looks"] = string.Join(',', facts.Looks),
        ["AnsweredAt"] = facts.Mail.AnsweredAt,
        ["Outcome"] = facts.Mail.Outcome,
        ["Refused"] = facts.Mail.Refused,
    }, cancellation);

    internal Task ReconciledAsync(int compared, int found, CancellationToken cancellation) =>
        WriteAsync(new(AlarmRow.Watch, Reconciler) { ["At"] = time.GetUtcNow(), ["Compared"] = compared, ["Found"] = found }, cancellation);

    public async Task<WatchNote> ReadAsync(CancellationToken cancellation = default)
    {
        var rows = await tables.Alarms.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {AlarmRow.Watch}"), cancellationToken: cancellation)
            .ToDictionaryAsync(row => row.RowKey, cancellationToken: cancellation);
        TableEntity Of(string name) => rows.GetValueOrDefault(name) ?? [];
        var (watchdog, mail, reconciler, system) = (Of(AlarmRow.Last), Of(Mail), Of(Reconciler), Of(System));
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
            Steps = watchdog.GetInt32("Due") is > 0 and var due ? new(due, watchdog.GetDateTimeOffset("DueSince")) : new(0, null),
            Looks = [.. (mail.GetString("Looks") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(look => int.Parse(look, CultureInfo.InvariantCulture))],
            SystemLookedAt = system.GetDateTimeOffset("At"),
            Storage = new(system.GetInt32("Calls") ?? 0, system.GetInt32("Failed") ?? 0, system.GetInt32("Slow") ?? 0),
            Versions = system.GetString("Versions") is { } versions ? JsonSerializer.Deserialize<VersionsInFlight>(versions)! : VersionsInFlight.NotCounted,
            Limits = system.GetString("Limits") is { } limits ? JsonSerializer.Deserialize<ImmutableArray<NearLimit>>(limits) : [],
            FailedStart = StartNotes.Read(Of(StartNotes.Row)),
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
    /// <summary>When the watchdog last looked.</summary>
    public WaitingSteps Steps { get; init; } = new(0, null);
    /// <summary>Messages that waited, a minute apart, the newest last.</summary>
    public ImmutableArray<int> Looks { get; init; } = [];
    public DateTimeOffset? SystemLookedAt { get; init; }
    /// <summary>In the five minutes before <see cref="SystemLookedAt"/>.</summary>
    public StorageService Storage { get; init; } = StorageService.Silent;
    public VersionsInFlight Versions { get; init; } = VersionsInFlight.NotCounted;
    public ImmutableArray<NearLimit> Limits { get; init; } = [];
    public FailedStart? FailedStart { get; init; }
}
