using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>Rows that hold one sealed record: addressees and invitations.</summary>
static class SealedRow
{
    public static TableEntity Of<T>(string campaignId, string row, T value, DataKey key) =>
        new(campaignId, row) { ["Sealed"] = key.Seal(value, Context(campaignId, row)) };

    public static T Open<T>(TableEntity row, DataKey key) => key.Open<T>(row.GetBinary("Sealed")!, Context(row.PartitionKey, row.RowKey));

    static string Context(string partition, string row) => $"{partition}|{row}|Sealed";
}
