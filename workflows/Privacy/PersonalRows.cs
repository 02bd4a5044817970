using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Privacy;

/// <summary>
/// Every stored row of a campaign that says something of a person. Whatever is not known to be harmless is taken to be personal, so a
/// kind of row that is added later is destroyed with the rest unless somebody decides otherwise here.
/// </summary>
public sealed class PersonalRows(CampaignTables tables, KeyRing keys)
{
    /// <summary>Kept whole: the campaign, its texts.</summary>
    static readonly string[] Kept = [Rows.Campaign, Rows.Texts];
    /// <summary>Kept without the words of people; the leaves of the proven list (hashes with salts that only receipts hold) without the
    /// names of rows.</summary>
    static readonly string[] Blanked = [Rows.JournalEntries, Rows.Letters, Rows.LeafPages, Rows.RoundLeaves];
    /// <summary>Columns of the blanked rows that hold words, lead to a message somewhere else, or would tell whether a guess at a letter's names is right.</summary>
    static readonly string[] Words = ["Note", "Reason", "SealedReason", "SealedAddress", "MessageId", "First", "PdfHash", "WordsHash"];

    public async Task<PersonalCount> CountAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var count = PersonalCount.Nothing;
        foreach (var (table, partition) in Partitions(campaign))
            await foreach (var row in table.QueryAsync<TableEntity>(Of(partition), select: ["PartitionKey", "RowKey", .. Words, "Coordinator"], cancellationToken: cancellation))
                count = Add(count, row);
        return count;
    }

    /// <summary>The key first: when that is gone, what a crash leaves behind cannot be read. Safe to repeat.</summary>
    public async Task DestroyAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        await keys.DestroyAsync(campaign.Id, cancellation);
        await BlankAsync(campaign.Id, cancellation);
        await Parallel.ForEachAsync(Partitions(campaign), cancellation, async (place, stop) =>
        {
            while (await DeleteSomeAsync(place.Table, place.Partition, stop)) { }
        });
    }

    IEnumerable<(TableClient Table, string Partition)> Partitions(Campaign campaign) =>
        [(tables.Campaigns, campaign.Id), .. ShardKeys.All(campaign).Select(shard => (tables.Signatures, shard))];

    static PersonalCount Add(PersonalCount count, TableEntity row)
    {
        if (Is(row, [Rows.Campaign])) return Has(row, "Coordinator") ? count with { Notes = count.Notes + 1 } : count;
        if (Is(row, [Rows.LeafPages, Rows.RoundLeaves])) return count;
        if (Is(row, Blanked)) return HasWords(row) ? count with { Notes = count.Notes + 1 } : count;
        if (!IsPersonal(row) || Is(row, [Rows.SharedLines])) return count; // a shared line only points at a signature
        if (Is(row, [Rows.Batches, Rows.Covers, Rows.MustSigns, Rows.Letterhead, Rows.Updates])) return count with { Notes = count.Notes + 1 };
        if (row.RowKey == Rows.Key) return count with { Keys = count.Keys + 1 };
        if (Is(row, [Rows.Signatures])) return count with { Signatures = count.Signatures + 1 };
        if (Is(row, [Rows.Invitations])) return count with { Invitations = count.Invitations + 1 };
        if (Is(row, [Rows.Addressees])) return count with { Addressees = count.Addressees + 1 };
        return count with { Messages = count.Messages + 1 };
    }

    /// <summary>The fence of a book stays: no late writer finds a book that is open.</summary>
    static bool IsPersonal(TableEntity row) => row.RowKey != Rows.Header && !Is(row, Kept) && !Is(row, Blanked);

    static bool HasWords(TableEntity row) => Words.Any(name => Has(row, name));

    /// <summary>The service may answer a column that was selected and is not there with null.</summary>
    static bool Has(TableEntity row, string name) => row.TryGetValue(name, out var value) && value is not null;

    static bool Is(TableEntity row, string[] names) => names.Any(name => name[^1] == '|' ? row.RowKey.StartsWith(name, StringComparison.Ordinal) : row.RowKey == name);

    async Task BlankAsync(string campaignId, CancellationToken cancellation)
    {
        foreach (var prefix in Blanked)
            foreach (var row in await tables.Campaigns.WithPrefixAsync(campaignId, prefix, cancellation))
                if (HasWords(row))
                    await tables.Campaigns.UpdateEntityAsync(WithoutWords(row), ETag.All, TableUpdateMode.Replace, cancellation);
    }

    static TableEntity WithoutWords(TableEntity row)
    {
        var rest = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row)
            if (value is not null && !Words.Contains(name) && name is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey")) rest[name] = value;
        return rest;
    }

    /// <returns>False when there was nothing to delete any more.</returns>
    async Task<bool> DeleteSomeAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        var found = false;
        await foreach (var page in table.QueryAsync<TableEntity>(Of(partition), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation).AsPages())
            foreach (var some in page.Values.Where(IsPersonal).Chunk(Rows.OfATransaction))
            {
                found = true;
                await DeleteAsync(table, some, cancellation);
            }
        return found;
    }

    /// <summary>Rows that somebody else, or an earlier attempt, has deleted make the whole transaction fail: the next look leaves them out.</summary>
    static async Task DeleteAsync(TableClient table, TableEntity[] rows, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All)), cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404) { }
    }

    static string Of(string partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
}
