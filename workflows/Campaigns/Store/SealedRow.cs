using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>Rows that hold one sealed record: addressees, invitations, drafts, what is in a network.</summary>
static class SealedRow
{
    public static TableEntity Of<T>(string partition, string row, T value, DataKey key) =>
        new(partition, row) { ["Sealed"] = key.Seal(value, Context(partition, row)) };

    public static T Open<T>(TableEntity row, DataKey key) => key.Open<T>(row.GetBinary("Sealed")!, Context(row.PartitionKey, row.RowKey));

    static string Context(string partition, string row) => $"{partition}|{row}|Sealed";
}
