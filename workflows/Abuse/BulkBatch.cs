using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Abuse;

/// <summary>How far a batch has come. Only forward, unless the fence keeps all of it from being taken back: then it is done.</summary>
public enum BulkState { Begun, Done, Undoing, Undone }

/// <summary>One batch, as the row <c>batch|{id}</c> holds it: what was meant, and why, sealed.</summary>
/// <param name="Id">32 hexadecimal digits, from the preview: posting twice is one batch.</param>
/// <param name="Signatures">How many it changed; of one that was undone, how many were taken back.</param>
public sealed record BulkBatch(string Id, DateTimeOffset At, string Actor, BulkAct Act, BulkState State, int Signatures, BulkPattern Pattern, string Reason)
{
    /// <summary>As people read it: the first eight digits.</summary>
    public string ShortId => Id[..8];

    internal ETag ETag { get; init; }

    internal sealed record Words(BulkPattern Pattern, string Reason);

    internal TableEntity Row(string campaignId, DataKey key)
    {
        var row = new TableEntity(campaignId, Rows.Batch(Id))
        {
            ["At"] = At,
            ["Actor"] = Actor,
            ["Act"] = Act.ToString(),
            ["State"] = State.ToString(),
            ["Signatures"] = Signatures,
        };
        row["Sealed"] = key.Seal(new Words(Pattern, Reason), Context(row));
        return row;
    }

    internal static BulkBatch Read(TableEntity row, DataKey key)
    {
        var words = key.Open<Words>(row.GetBinary("Sealed")!, Context(row));
        return new(
            row.RowKey[Rows.Batches.Length..], row.GetDateTimeOffset("At")!.Value, row.GetString("Actor")!, Enum.Parse<BulkAct>(row.GetString("Act")!),
            Enum.Parse<BulkState>(row.GetString("State")!), row.GetInt32("Signatures") ?? 0, words.Pattern, words.Reason)
        {
            ETag = row.ETag,
        };
    }

    static string Context(TableEntity row) => $"{row.PartitionKey}|{row.RowKey}|Sealed";
}
