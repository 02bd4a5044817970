using System.Globalization;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>The rows <c>told|{move}|{invitation}</c>: the fact that this invited person was told of a moved deadline, and which.</summary>
static class ToldRow
{
    public static TableTransactionAction Insert(string campaignId, DeadlineMove move, int invitation, DateTimeOffset now) => new(
        TableTransactionActionType.Add, new TableEntity(campaignId, Rows.ToldOf(move.Number, invitation)) { ["ToldAt"] = now, ["ClosesAt"] = move.To });

    public static async Task<ToldRows> ReadAsync(CampaignTables tables, string campaignId, CancellationToken cancellation)
    {
        var rows = await tables.Campaigns.WithPrefixAsync(campaignId, Rows.Told, cancellation);
        return new(rows.ToLookup(row => Part(row, 2), row => (Part(row, 1), row.GetDateTimeOffset("ClosesAt")!.Value)));
    }

    static int Part(TableEntity row, int part) => int.Parse(row.RowKey.Split('|')[part], CultureInfo.InvariantCulture);
}

/// <summary>What invited people were told, by number of the invitation.</summary>
sealed record ToldRows(ILookup<int, (int Move, DateTimeOffset ClosesAt)> Rows)
{
    public bool IsTold(int invitation, DeadlineMove move) => Rows[invitation].Any(one => one.Move >= move.Number);

    /// <summary>The deadline that this person knows, as far as it is not <paramref name="move"/> that told it.</summary>
    public DateTimeOffset? Before(int invitation, DeadlineMove move) =>
        Rows[invitation].Where(one => one.Move < move.Number).OrderBy(one => one.Move).Select(one => (DateTimeOffset?)one.ClosesAt).LastOrDefault(move.From);
}
