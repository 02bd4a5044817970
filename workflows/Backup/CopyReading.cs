using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Networks;
using Campaigns.Storage;

namespace Campaigns.Backup;

/// <param name="Next">Where the next page begins; null: this was the last.</param>
/// <param name="At">The time of this installation, UTC.</param>
public sealed record CopyUnits(IReadOnlyList<CopyUnit> Units, string? Next, DateTimeOffset At);

/// <summary>
/// Hands out what is stored, piece by piece, so that no piece is large and nothing is held in between. What is sealed stays sealed. Whoever copies
/// asks for the mark of a partition before and after its rows: when both are the same, nothing changed meanwhile that belongs together.
/// </summary>
public sealed class CopyReading(CampaignTables tables, CampaignStore campaigns, CampaignWriter journal, NetworkStore networks, TimeProvider time)
{
    const int UnitsAtOnce = 200;
    const int RowsAtOnce = 1_000;
    const int BytesAtOnce = 1_500_000;
    static readonly string[] Sides = ["active", Drafting.DraftRows.IndexPartition, "ended"]; // a campaign that ends meanwhile is listed twice, not never

    /// <param name="from">From the page before; empty for the first.</param>
    public async Task<CopyUnits> UnitsAsync(string from, CancellationToken cancellation = default)
    {
        var (side, after) = from.Split('|') is [var given, var id] && Sides.Contains(given) ? (given, id) : (Sides[0], "");
        var units = new List<CopyUnit>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {side} and RowKey gt {after}");
        var ids = await tables.Index.QueryAsync<TableEntity>(filter, select: ["RowKey"], maxPerPage: UnitsAtOnce, cancellationToken: cancellation)
            .Select(row => row.RowKey).Take(UnitsAtOnce).ToListAsync(cancellation);
        foreach (var found in await Task.WhenAll(ids.Select(one => FindAsync(one, cancellation)))) // what has no row yet is a launch under way
            if (found is not null) units.Add(found);
        if (ids.Count == UnitsAtOnce) return new(units, $"{side}|{ids[^1]}", time.GetUtcNow());
        if (side != Sides[^1]) return new(units, $"{Sides[Array.IndexOf(Sides, side) + 1]}|", time.GetUtcNow());
        return new([.. units, .. await NetworksAsync(cancellation)], null, time.GetUtcNow());
    }

    /// <summary>The campaign or draft of this id, or nothing.</summary>
    public async Task<CopyUnits> UnitAsync(string id, CancellationToken cancellation = default) =>
        new(await FindAsync(id, cancellation) is { } unit ? [unit] : [], null, time.GetUtcNow());

    async Task<CopyUnit?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await campaigns.FindAsync(id, cancellation) is { } campaign) return new(CopyKind.Campaign, id, campaign.Shards);
        return CampaignId.Is(id) && await ExistsAsync(new(CopyKind.Draft, id), cancellation) ? new(CopyKind.Draft, id) : null;
    }

    /// <summary>
    /// Of a campaign: its row and the ledger of its letters. Of a draft: its row, which every change changes. Of a shard: its header. Empty where
    /// every row stands for itself.
    /// </summary>
    public async Task<string> MarkAsync(CopyPlace place, CancellationToken cancellation = default)
    {
        if (place.Table == "Networks") return "";
        var seen = new StringBuilder();
        var names = place.Table == "Signatures" ? [Rows.Header] : new[] { Rows.Campaign, Drafting.DraftRows.Draft };
        foreach (var name in names)
            seen.Append((await place.In(tables).GetEntityIfExistsAsync<TableEntity>(place.Partition, name, cancellationToken: cancellation)) is { HasValue: true } row ? $"{row.Value!.ETag}\n" : "-\n");
        if (place.Table == "Campaigns")
            foreach (var prefix in new[] { Rows.Letters, Rows.Attempts })
                foreach (var row in await tables.Campaigns.WithPrefixAsync(place.Partition, prefix, cancellation)) seen.Append(row.RowKey).Append(row.ETag.ToString()).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seen.ToString())));
    }

    /// <summary>
    /// Rows in the order of their names, each a <see cref="RowLine"/>; then a line <c>{"next":"..."}</c> when there are more, or <c>{"end":true}</c>.
    /// </summary>
    /// <param name="after">Name of the last row of the page before; empty for the first.</param>
    public async Task<ReadOnlyMemory<byte>> RowsAsync(CopyPlace place, string after, CancellationToken cancellation = default)
    {
        var (page, count, last) = (new ArrayBufferWriter<byte>(65_536), 0, (string?)null);
        await foreach (var row in place.In(tables).QueryAsync<TableEntity>(place.Filter(after), maxPerPage: RowsAtOnce, cancellationToken: cancellation))
        {
            if (count == RowsAtOnce || page.WrittenCount > BytesAtOnce)
            {
                page.Write(JsonSerializer.SerializeToUtf8Bytes(new { next = last }));
                page.Write("\n"u8);
                return page.WrittenMemory;
            }
            if (row.RowKey != Rows.Restoring) RowLine.Write(page, row);
            (count, last) = (count + 1, row.RowKey);
        }
        page.Write("{\"end\":true}\n"u8);
        return page.WrittenMemory;
    }

    /// <summary>The campaign's journal says that somebody has a copy; of one that is purged there is nothing to have.</summary>
    public async Task NoteAsync(Campaign campaign, string actor, CancellationToken cancellation = default)
    {
        if (campaign.Purge?.BegunAt is null) await journal.NoteAsync(campaign.Id, JournalEntry.Of(time.GetUtcNow(), actor, "Copied"), cancellation);
    }

    async Task<IEnumerable<CopyUnit>> NetworksAsync(CancellationToken cancellation)
    {
        var all = (await networks.IdsAsync(cancellation)).Select(id => new CopyUnit(CopyKind.Network, id));
        var templates = new CopyUnit(CopyKind.Network, NetworkRows.Unassigned);
        return await ExistsAsync(templates, cancellation) ? all.Append(templates) : all;
    }

    internal async Task<bool> ExistsAsync(CopyUnit unit, CancellationToken cancellation)
    {
        var (place, row) = unit.Deciding;
        return (await place.In(tables).GetEntityIfExistsAsync<TableEntity>(place.Partition, row, ["RowKey"], cancellation)).HasValue;
    }
}
