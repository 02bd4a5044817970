using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>What stands behind an <c>/updates/{token}</c> link.</summary>
/// <param name="Campaign">Null: the link is not one of ours, or was cut. An archived one: nobody knows any more whose it was.</param>
/// <param name="IsOn">Whether updates are mailed to this person.</param>
/// <param name="Latest">The last one that was written to them, which they may read; 0: none.</param>
public sealed record UpdatesLink(Campaign? Campaign, bool IsOn, int Latest = 0);

public sealed partial class SignatureBook
{
    // --- updates to those who asked for them

    const int UpdatesAtOnce = 500; // rows in memory, and mails in the next transactions

    /// <summary>Whether updates are mailed to whoever holds this <c>/sign/</c> link and has signed, at any time until the purge.</summary>
    public Task<SignLink> ChooseUpdatesAsync(string token, bool wanted, CancellationToken cancellation = default) =>
        ActAsync("signature.updates", token, _ => (_, row, now) => BookDecisions.ChooseUpdates(row, wanted, now), cancellation);

    /// <summary>What an <c>/updates/</c> link means now. Changes nothing.</summary>
    public Task<UpdatesLink> LookAtUpdatesAsync(string token, CancellationToken cancellation = default) =>
        BehindAsync(token, (partition, id) => writers.ReadRowAsync(partition, id, cancellation), cancellation);

    /// <summary>Ends the updates, the first and every further time alike.</summary>
    public Task<UpdatesLink> StopUpdatesAsync(string token, CancellationToken cancellation = default) => BehindAsync(token, async (partition, id) =>
        (await writers.WriteAsync(partition, new(id, true, 1, (_, row, now) => BookDecisions.StopUpdates(row, now)), cancellation)).Decision.After, cancellation);

    async Task<UpdatesLink> BehindAsync(string token, Func<string, string, Task<BookRow?>> row, CancellationToken cancellation)
    {
        if (!SignTokens.TryReadUpdates(token, out var read) || await campaigns.FindAsync(read.CampaignId, cancellation) is not { } campaign) return new(null, false);
        if (campaign.Phase == Phase.Archived) return new(campaign, false);
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key || !SignTokens.IsGenuine(key, token)) return new(null, false);
        var found = await row(ShardKeys.PartitionOf(campaign, read.SignatureId!), read.SignatureId!);
        return new(campaign, found?.UpdatesAt is not null, found?.UpdatedThrough ?? 0);
    }

    /// <summary>How many get updates, by their language.</summary>
    public async Task<IReadOnlyDictionary<string, int>> UpdateReadersAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var readers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var partition in ShardKeys.All(campaign))
            await foreach (var row in table.QueryAsync<TableEntity>(Readers(partition, BookHeader.Never), select: ["Language"], cancellationToken: cancellation))
                readers[row.GetString("Language")!] = readers.GetValueOrDefault(row.GetString("Language")!) + 1;
        return readers;
    }

    /// <summary>Writes the campaign's newest update to everyone in one shard who asked for it and has not got it: the fact and the mail in one transaction, so
    /// that a second run finds only what the first left. Never more than a page of rows in memory; stops when a newer update takes its place.</summary>
    /// <returns>False when it is not the newest any more, or the campaign was purged.</returns>
    internal async Task<bool> WriteUpdateAsync(Campaign campaign, int number, int shard, CancellationToken cancellation = default)
    {
        var partition = ShardKeys.Partition(campaign.Id, shard);
        while (campaign.IsUpdating && campaign.Update!.Number == number)
        {
            var key = await keys.GetAsync(campaign.Id, cancellation);
            var rows = await SomeReadersAsync(partition, campaign.Update, cancellation);
            var written = await Task.WhenAll(rows.Select(row => writers.EnqueueAsync(partition, new(row.Id, false, 2, (_, now, _) => Tell(campaign, key, now)) { Row = row })))
                .WaitAsync(cancellation);
            if (written.Length > 0) outbox.Ring(table, partition);
            if (written.Length == 0) return true;
            campaign = await campaigns.FindAsync(campaign.Id, cancellation) ?? campaign with { Update = null };
        }
        return false;
    }

    /// <summary>To how many people an update was written.</summary>
    internal async Task<int> UpdatedAsync(Campaign campaign, int number, CancellationToken cancellation)
    {
        var people = 0;
        foreach (var partition in ShardKeys.All(campaign))
        {
            var filter = Rows.Filter(partition, Rows.Signatures) + TableClient.CreateQueryFilter($" and UpdatedThrough eq {number}");
            await foreach (var _ in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation)) people++;
        }
        return people;
    }

    BookDecision Tell(Campaign campaign, DataKey key, BookRow? row)
    {
        if (!BookDecisions.IsFor(campaign.Update!, row)) return BookDecision.Keep(row);
        var person = row!.Details(key);
        var message = new UpdateToSignatory(
            row.Language, campaign.TitleIn(row.Language), campaign.Update!.Number,
            options.LinkFor(row.Language, $"/campaigns/{campaign.Id}"), options.LinkFor(row.Language, $"/updates/{SignTokens.ForUpdates(key, campaign.Id, row.Id)}"))
        {
            Neutral = campaign.NeutralMail || person.Neutral,
        };
        return BookDecision.Write(row with { UpdatedThrough = message.Number }, outbox.Add(key, row.Partition, UpdateMail.IdOf(message.Number, row.Id), person.Email, message));
    }

    /// <summary>The first of those to whom it is still to be written: each time others, because they are marked as they are written to.</summary>
    async Task<IReadOnlyList<BookRow>> SomeReadersAsync(string partition, UpdateState update, CancellationToken cancellation)
    {
        var filter = Readers(partition, update.WrittenAt) + TableClient.CreateQueryFilter($" and UpdatedThrough lt {update.Number}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: UpdatesAtOnce, cancellationToken: cancellation).AsPages())
            if (page.Values.Select(BookRow.Read).Where(row => BookDecisions.IsFor(update, row)).ToList() is { Count: > 0 } some) return some;
        return [];
    }

    static string Readers(string partition, DateTimeOffset askedBy) => Rows.Filter(partition, Rows.Signatures)
        + TableClient.CreateQueryFilter($" and State eq {nameof(SignatureState.Confirmed)} and UpdatesAt le {askedBy}");
}
