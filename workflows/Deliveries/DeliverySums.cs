using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Deliveries;

/// <summary>The sums over all campaigns, one row for each network. Made anew from all that was counted, or moved by what has changed since.</summary>
sealed class DeliverySums(TableClient table, TimeProvider time)
{
    public async Task MakeAsync(IEnumerable<CountedRow> rows, CancellationToken cancellation)
    {
        foreach (var network in rows.GroupBy(row => row.Network))
            await table.UpsertEntityAsync(Row(network.Key, network.SelectMany(Lines), time.GetUtcNow()), TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Reads and writes the rows of these networks only. Where the process dies between a count and this, the sums are off until they are made anew.</summary>
    public async Task MoveAsync(IReadOnlyCollection<(CountedRow? Before, CountedRow After)> changes, CancellationToken cancellation)
    {
        var gone = changes.Where(change => change.Before is not null).Select(change => (change.Before!.Network, Lines: Lines(change.Before).Select(Less)));
        var moves = changes.Select(change => (change.After.Network, Lines: Lines(change.After))).Concat(gone);
        foreach (var network in moves.GroupBy(move => move.Network, move => move.Lines))
            while (!await MovedAsync(network.Key, [.. network.SelectMany(lines => lines)], cancellation)) { }
    }

    /// <returns>False when somebody was faster.</returns>
    async Task<bool> MovedAsync(string network, IReadOnlyList<DeliveryCount> lines, CancellationToken cancellation)
    {
        var before = await table.GetEntityIfExistsAsync<TableEntity>(CountedRow.Tally, network, cancellationToken: cancellation);
        var row = Row(network, lines.Concat(before.HasValue ? Read(before.Value!) : []), time.GetUtcNow());
        return await table.TrySubmitAsync([before.HasValue ? new(TableTransactionActionType.UpdateReplace, row, before.Value!.ETag) : new(TableTransactionActionType.Add, row)], cancellation);
    }

    public static IReadOnlyList<DeliveryCount> Read(TableEntity row) => JsonSerializer.Deserialize<DeliveryCount[]>(row.GetString("Lines")!)!;

    /// <summary>Pure.</summary>
    public static TableEntity Row(string network, IEnumerable<DeliveryCount> lines, DateTimeOffset now) =>
        new(CountedRow.Tally, network) { ["At"] = now, ["Lines"] = JsonSerializer.Serialize(DeliveryTally.Sum(lines).Where(line => line.Count > 0)) };

    static IEnumerable<DeliveryCount> Lines(CountedRow row) => row.Counts.Select(one => new DeliveryCount(one.Kind, one.State, one.Count));

    static DeliveryCount Less(DeliveryCount line) => line with { Count = -line.Count };
}
