using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>The alarms: what is wrong now, and what was until lately.</summary>
public sealed class AlarmBook(CampaignTables tables, AlarmTeller teller, TimeProvider time)
{
    /// <summary>How long a mended alarm is kept.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(7);
    /// <summary>The watchdog looks every twenty seconds; after this time without a look it is not there.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    readonly TableClient table = tables.Alarms;

    /// <summary>All that is wrong now, longest first.</summary>
    public async Task<IReadOnlyList<Alarm>> OpenAsync(CancellationToken cancellation = default) =>
        [.. (await RowsAsync(cancellation)).Where(alarm => alarm.MendedAt is null).OrderBy(alarm => alarm.Trouble.Since)];

    /// <summary>What was mended in the last seven days, newest first.</summary>
    public Task<IReadOnlyList<Alarm>> MendedAsync(int most, CancellationToken cancellation = default) => ReadAsync(AlarmRow.Mended, most, cancellation);

    /// <summary>When the watchdog last looked at everything; null: not yet.</summary>
    public Task<DateTimeOffset?> LookedAtAsync(CancellationToken cancellation = default) => LookedAtAsync(thoroughly: false, cancellation);

    internal async Task<DateTimeOffset?> LookedAtAsync(bool thoroughly, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(AlarmRow.Watch, AlarmRow.Last, cancellationToken: cancellation);
        return row.HasValue ? row.Value!.GetDateTimeOffset(thoroughly ? "ThoroughlyAt" : "At") : null;
    }

    /// <summary>Raises or mends the alarm of one campaign for numbers that differ.</summary>
    internal async Task WatchCountAsync(string campaignId, bool differs, CancellationToken cancellation)
    {
        var rows = (await RowsAsync(cancellation)).Where(alarm => alarm.CampaignId == campaignId && alarm.Place == AlarmPlace.Count).ToList();
        if (differs || rows.Count > 0) await SettleAsync(campaignId, rows, Troubles.OfCount(differs, time.GetUtcNow()), cancellation);
    }

    /// <summary>The open alarms, and those whose mending was cut off.</summary>
    internal Task<IReadOnlyList<Alarm>> RowsAsync(CancellationToken cancellation) => ReadAsync(AlarmRow.Open, null, cancellation);

    /// <summary>Brings the alarms of one campaign in line with what is wrong with it now, and tells what is new.</summary>
    /// <param name="rows">Its rows among <see cref="RowsAsync"/>, of the places that were looked at.</param>
    /// <returns>Its open alarms afterwards.</returns>
    internal async Task<IReadOnlyList<Alarm>> SettleAsync(
        string campaignId, IReadOnlyList<Alarm> rows, IReadOnlyList<Trouble> troubles, CancellationToken cancellation)
    {
        foreach (var cutOff in rows.Where(alarm => alarm.MendedAt is not null)) await FinishAsync(cutOff, cancellation);
        var open = rows.Where(alarm => alarm.MendedAt is null).ToList();
        var changes = AlarmChanges.Of(campaignId, open, troubles, time.GetUtcNow());
        foreach (var alarm in changes.Raised) await table.AddOnceAsync(AlarmRow.OfOpen(alarm), cancellation);
        var now = new List<Alarm>();
        foreach (var alarm in changes.Raised.Concat(changes.Kept))
        {
            var told = await teller.TellAsync(alarm, cancellation);
            if (!open.Contains(told)) await WriteAsync(told, cancellation);
            now.Add(told);
        }
        foreach (var alarm in changes.Mended)
        {
            await WriteAsync(alarm, cancellation); // fixes the time, so that finishing it twice says the same
            await FinishAsync(alarm, cancellation);
        }
        return now;
    }

    internal Task WriteAsync(Alarm alarm, CancellationToken cancellation) =>
        table.UpsertEntityAsync(AlarmRow.OfOpen(alarm), TableUpdateMode.Replace, cancellation);

    /// <summary>Writes down that everything was looked at, and forgets what was mended long ago.</summary>
    internal async Task LookedAsync(DateTimeOffset at, bool thoroughly, WaitingSteps steps, CancellationToken cancellation)
    {
        // A merge would leave the time of a step that has been done since.
        var looked = new TableEntity(AlarmRow.Watch, AlarmRow.Last) { ["At"] = at, ["Due"] = steps.Steps, ["DueSince"] = steps.Oldest ?? at };
        if (thoroughly) looked["ThoroughlyAt"] = at;
        await table.UpsertEntityAsync(looked, TableUpdateMode.Merge, cancellation);
        if (!thoroughly) return;
        var old = TableClient.CreateQueryFilter($"PartitionKey eq {AlarmRow.Mended} and MendedAt lt {at - Remembered}");
        await foreach (var row in table.QueryAsync<TableEntity>(old, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
    }

    // Whatever is cut off in between is done again and changes nothing.
    async Task FinishAsync(Alarm alarm, CancellationToken cancellation)
    {
        await teller.TellMendedAsync(alarm, cancellation);
        await table.AddOnceAsync(AlarmRow.OfMended(alarm, alarm.MendedAt!.Value), cancellation);
        await table.DeleteEntityAsync(AlarmRow.Open, AlarmRow.Key(alarm), ETag.All, cancellation);
    }

    async Task<IReadOnlyList<Alarm>> ReadAsync(string partition, int? most, CancellationToken cancellation)
    {
        var alarms = new List<Alarm>();
        try
        {
            var rows = table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), maxPerPage: most, cancellationToken: cancellation);
            await foreach (var row in rows)
            {
                alarms.Add(AlarmRow.Read(row));
                if (alarms.Count == most) break;
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404) { } // the tables are made while the app starts
        return alarms;
    }
}
