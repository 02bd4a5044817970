using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Updates;

/// <summary>The updates of a campaign, one sealed row for each language, and what became of their mails. Both go with the purge.</summary>
public sealed class UpdateStore(CampaignTables tables, KeyRing keys, TimeProvider time)
{
    /// <summary>So many are shown and counted: the latest.</summary>
    public const int Latest = 20;

    /// <summary>Newest first. Empty after the purge.</summary>
    public async Task<IReadOnlyList<WrittenUpdate>> LatestAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key || campaign.Update is null) return [];
        var rows = await Since(tables.Campaigns, campaign.Id, Rows.Updates, Rows.UpdateOf(First(campaign)), null, cancellation).ToListAsync(cancellation);
        return [.. rows.GroupBy(row => NumberOf(row.RowKey)).OrderByDescending(update => update.Key).Select(update => Read(campaign, update.Key, [.. update], key))];
    }

    /// <summary>The texts of one, the campaign's own language first; empty when there is none.</summary>
    public async Task<IReadOnlyList<UpdateText>> TextsAsync(Campaign campaign, int number, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return [];
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.UpdateOf(number), cancellation);
        return rows.Count == 0 ? [] : Read(campaign, number, rows, key).Texts;
    }

    /// <summary>Of the latest, by number; of one that nobody got there is nothing.</summary>
    public async Task<IReadOnlyDictionary<int, UpdateTally>> TalliesAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var tallies = new SortedDictionary<int, UpdateTally>();
        if (campaign.Update is null) return tallies;
        foreach (var partition in ShardKeys.All(campaign))
        {
            await foreach (var row in Mails(campaign, partition, UpdateMail.Sent, cancellation)) Add(row, tally => Ended(tally, row.GetString("State")));
            await foreach (var row in Mails(campaign, partition, UpdateMail.Waiting, cancellation)) Add(row, tally => tally with { Waiting = tally.Waiting + 1 });
            var ended = Rows.Filter(partition, Rows.Signatures) + TableClient.CreateQueryFilter($" and UpdatesEndedAt le {time.GetUtcNow()} and UpdatedThrough ge {First(campaign)}");
            await foreach (var row in tables.Signatures.QueryAsync<TableEntity>(ended, select: ["UpdatedThrough"], cancellationToken: cancellation))
                Count(row.GetInt32("UpdatedThrough") ?? 0, tally => tally with { Stopped = tally.Stopped + 1 });
        }
        return tallies;

        void Add(TableEntity mail, Func<UpdateTally, UpdateTally> more) => Count(UpdateMail.NumberOf(mail.RowKey), more);

        void Count(int number, Func<UpdateTally, UpdateTally> more) => tallies[number] = more(tallies.GetValueOrDefault(number) ?? UpdateTally.Nothing);
    }

    static UpdateTally Ended(UpdateTally tally, string? state) => state switch
    {
        "Sent" => tally with { Sent = tally.Sent + 1 },
        "Rejected" => tally with { Refused = tally.Refused + 1 },
        _ => tally with { Left = tally.Left + 1 },
    };

    static int First(Campaign campaign) => Math.Max(1, campaign.Update!.Number - Latest + 1);

    AsyncPageable<TableEntity> Mails(Campaign campaign, string partition, string prefix, CancellationToken cancellation) =>
        Since(tables.Signatures, partition, prefix, prefix + UpdateMail.IdOf(First(campaign), "")["update-".Length..], ["RowKey", "State"], cancellation);

    static AsyncPageable<TableEntity> Since(TableClient table, string partition, string prefix, string first, string[]? columns, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(Rows.Filter(partition, prefix) + TableClient.CreateQueryFilter($" and RowKey ge {first}"), select: columns, cancellationToken: cancellation);

    /// <summary>The rows of a new one, for the transaction that makes it the newest.</summary>
    internal static IEnumerable<TableTransactionAction> Insert(Campaign campaign, IReadOnlyList<UpdateText> texts, string actor, DataKey key) => texts.Select(text =>
    {
        var row = SealedRow.Of(campaign.Id, Rows.Update(campaign.Update!.Number, text.Language), text, key);
        (row["WrittenAt"], row["Actor"]) = (campaign.Update.WrittenAt, actor);
        return new TableTransactionAction(TableTransactionActionType.Add, row);
    });

    static WrittenUpdate Read(Campaign campaign, int number, IReadOnlyList<TableEntity> rows, DataKey key) => new(
        number, rows[0].GetDateTimeOffset("WrittenAt")!.Value, rows[0].GetString("Actor")!,
        [.. rows.Select(row => SealedRow.Open<UpdateText>(row, key)).OrderBy(text => campaign.Languages.IndexOf(text.Language))]);

    static int NumberOf(string row) => int.Parse(row.Split('|')[1], CultureInfo.InvariantCulture);
}
