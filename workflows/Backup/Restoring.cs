using Azure;
using Azure.Data.Tables;
using Campaigns.Reconciling;
using Campaigns.Storage;

namespace Campaigns.Backup;

/// <param name="Refusal">As <see cref="RestoreRule.Begin"/> says; null when it may go on.</param>
public sealed record RestoreBegin(RestoreAction Action, string? Refusal);

/// <summary>
/// Writes rows of a copy back, piece by piece. A row <c>restoring</c> says what is under way; nothing exists until <see cref="RestoreEnd"/> has
/// written the deciding row. Everything can be sent again, so whoever was cut off begins anew and finishes.
/// </summary>
public sealed class Restoring(CampaignTables tables, CampaignStore campaigns, CopyReading reading, KeyRing keys, TimeProvider time, Witness? witness = null)
{
    /// <summary>A call stops clearing after this time, and is to be made again.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is never taken from a campaign that is overwritten: what left, and what happened. A row that is here wins over the one in the copy.</summary>
    static readonly string[] Kept = [Rows.Letters, Rows.Attempts, Rows.JournalEntries];

    /// <param name="copy">Id of the copy.</param>
    /// <param name="wrapped">The wrapped key in the copy; null when it has none.</param>
    /// <returns><see cref="RestoreAction.Clear"/>: to be called again.</returns>
    public async Task<RestoreBegin> BeginAsync(CopyUnit unit, string copy, byte[]? wrapped, bool overwrite, CancellationToken cancellation = default)
    {
        var home = unit.Home.In(tables);
        var mark = await MarkAsync(unit, cancellation);
        var here = (await home.GetEntityIfExistsAsync<TableEntity>(unit.Id, Rows.Key, cancellationToken: cancellation)) is { HasValue: true } row ? row.Value!.GetBinary("Wrapped") : null;
        var facts = new RestoreFacts(
            unit.Kind, copy, overwrite, await reading.ExistsAsync(unit, cancellation), unit.Kind == CopyKind.Campaign ? await campaigns.FindAsync(unit.Id, cancellation) : null,
            wrapped is null ? null : keys.Opens(unit.Id, wrapped), wrapped is null || here is null ? null : keys.AreSame(unit.Id, wrapped, here),
            mark?.GetString("Copy"), mark?.GetBoolean("Cleared") ?? false);
        var (action, refusal) = RestoreRule.Begin(facts);
        if (action != RestoreAction.Clear) return new(action, refusal);
        await BeginClearingAsync(unit, copy, facts.Exists, cancellation);
        if (!await ClearAsync(unit, keepsWhatLeft: facts.SameKey == true, cancellation)) return new(RestoreAction.Clear, null);
        if (facts.SameKey != true) await (unit.Kind == CopyKind.Network ? keys.Networks : keys).DestroyAsync(unit.Id, cancellation); // also out of memory
        await home.UpsertEntityAsync(Mark(unit, copy, isCleared: true), TableUpdateMode.Replace, cancellation);
        return new(RestoreAction.Write, null);
    }

    /// <returns>False: of this copy nothing was begun here, or somebody has begun another one since.</returns>
    /// <exception cref="RequestFailedException">400 or 413 for rows that storage does not take.</exception>
    public async Task<bool> WriteAsync(CopyUnit unit, string copy, CopyPlace place, IReadOnlyList<TableEntity> rows, CancellationToken cancellation = default)
    {
        if (place.Owner != unit.Id || !await IsUnderWayAsync(unit, copy, cancellation)) return false;
        var (deciding, name) = unit.Deciding;
        var wanted = rows.Where(row => row.RowKey != Rows.Restoring && !(deciding == place && row.RowKey == name)).Select(row => AsItComesBack(unit, row)).OfType<TableEntity>().ToList();
        var table = place.In(tables);
        foreach (var some in wanted.Where(row => !IsKept(row)).Chunk(Rows.OfATransaction))
            await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellation);
        foreach (var some in wanted.Where(IsKept).Chunk(Rows.OfATransaction)) await AddMissingAsync(table, some, cancellation);
        return true;
    }

    internal async Task<bool> IsUnderWayAsync(CopyUnit unit, string copy, CancellationToken cancellation) =>
        await MarkAsync(unit, cancellation) is { } mark && mark.GetString("Copy") == copy && mark.GetBoolean("Cleared") == true;

    internal async Task<TableEntity?> MarkAsync(CopyUnit unit, CancellationToken cancellation)
    {
        var found = await unit.Home.In(tables).GetEntityIfExistsAsync<TableEntity>(unit.Id, Rows.Restoring, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    TableEntity Mark(CopyUnit unit, string copy, bool isCleared) => new(unit.Id, Rows.Restoring) { ["Copy"] = copy, ["Cleared"] = isCleared, ["At"] = time.GetUtcNow() };

    /// <summary>From here on the campaign is not there, for every door and every step: in one transaction with the word that it is being restored.</summary>
    async Task BeginClearingAsync(CopyUnit unit, string copy, bool exists, CancellationToken cancellation)
    {
        List<TableTransactionAction> changes = [new(TableTransactionActionType.UpsertReplace, Mark(unit, copy, isCleared: false))];
        if (exists) changes.Add(new(TableTransactionActionType.Delete, new TableEntity(unit.Id, Rows.Campaign), ETag.All));
        await unit.Home.In(tables).SubmitTransactionAsync(changes, cancellation);
        if (exists) witness?.Forget(unit.Id); // that it is not there any more is no loss
    }

    /// <returns>False when there was no time for all of it.</returns>
    async Task<bool> ClearAsync(CopyUnit unit, bool keepsWhatLeft, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var (first, last) = ($"{unit.Id}-", $"{unit.Id}."); // the character after the hyphen: all shards, however many there were
        var places = new[] { (unit.Home.In(tables), TableClient.CreateQueryFilter($"PartitionKey eq {unit.Id}")) }
            .Concat(unit.Kind == CopyKind.Campaign ? [(tables.Signatures, TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {last}"))] : []);
        foreach (var (table, filter) in places)
            await foreach (var page in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation).AsPages())
            {
                var gone = page.Values.Where(row => row.RowKey != Rows.Restoring && !(keepsWhatLeft && (row.RowKey == Rows.Key || IsKept(row))));
                foreach (var some in gone.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(Rows.OfATransaction)))
                    await table.SubmitTransactionAsync(
                        some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All)), cancellation);
                if (time.GetElapsedTime(began) > Patience) return false;
            }
        return true;
    }

    /// <summary>Messages that waited are set aside: the campaign's until an operator decides; a draft's go no more.</summary>
    static TableEntity? AsItComesBack(CopyUnit unit, TableEntity row)
    {
        if (!row.RowKey.StartsWith(Rows.OutboxRows, StringComparison.Ordinal)) return row;
        if (unit.Kind != CopyKind.Campaign) return null;
        row.RowKey = Rows.SetAside + row.RowKey;
        return row;
    }

    static bool IsKept(TableEntity row) => row.RowKey == Rows.Key || Kept.Any(prefix => row.RowKey.StartsWith(prefix, StringComparison.Ordinal));

    static async Task AddMissingAsync(TableClient table, TableEntity[] rows, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409 && rows.Length > 1)
        {
            foreach (var row in rows) await AddMissingAsync(table, [row], cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409) { }
    }
}
