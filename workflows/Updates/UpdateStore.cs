using System.Collections.Immutable;
using System.Globalization;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Updates;

/// <summary>The updates of a campaign, one sealed row for each language, and what became of their mails. Both go with the purge.</summary>
public sealed class UpdateStore(CampaignTables tables, KeyRing keys, TimeProvider time)
{
    /// <summary>Newest first. Empty after the purge.</summary>
    public async Task<IReadOnlyList<WrittenUpdate>> AllAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return [];
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.Updates, cancellation);
        return [.. rows.GroupBy(row => NumberOf(row.RowKey)).OrderByDescending(update => update.Key).Select(update => Read(campaign, update.Key, [.. update], key))];
    }

    /// <summary>The texts of one, the campaign's own language first; empty when there is none.</summary>
    public async Task<IReadOnlyList<UpdateText>> TextsAsync(Campaign campaign, int number, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return [];
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.UpdateOf(number), cancellation);
        return rows.Count == 0 ? [] : Read(campaign, number, rows, key).Texts;
    }

    /// <summary>By number; of one that nobody got there is nothing.</summary>
    public async Task<IReadOnlyDictionary<int, UpdateTally>> TalliesAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var tallies = new SortedDictionary<int, UpdateTally>();
        foreach (var partition in ShardKeys.All(campaign))
        {
            foreach (var row in await MailsAsync(partition, UpdateMail.Sent, cancellation))
                Add(UpdateMail.NumberOf(row.RowKey), tally => row.GetString("State") switch
                {
                    "Sent" => tally with { Sent = tally.Sent + 1 },
                    "Rejected" => tally with { Refused = tally.Refused + 1 },
                    _ => tally with { Left = tally.Left + 1 },
                });
            foreach (var row in await MailsAsync(partition, UpdateMail.Waiting, cancellation))
                Add(UpdateMail.NumberOf(row.RowKey), tally => tally with { Waiting = tally.Waiting + 1 });
            var ended = Rows.Filter(partition, Rows.Signatures) + TableClient.CreateQueryFilter($" and UpdatesEndedAt le {time.GetUtcNow()} and UpdatedThrough gt {0}");
            await foreach (var row in tables.Signatures.QueryAsync<TableEntity>(ended, select: ["UpdatedThrough"], cancellationToken: cancellation))
                Add(row.GetInt32("UpdatedThrough") ?? 0, tally => tally with { Stopped = tally.Stopped + 1 });
        }
        return tallies;

        void Add(int number, Func<UpdateTally, UpdateTally> more) => tallies[number] = more(tallies.GetValueOrDefault(number) ?? UpdateTally.Nothing);
    }

    Task<List<TableEntity>> MailsAsync(string partition, string prefix, CancellationToken cancellation) =>
        tables.Signatures.WithPrefixAsync(partition, prefix, cancellation, ["RowKey", "State"]);

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
