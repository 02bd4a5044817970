using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>The rows <c>journal|{ticks}|{id}</c>.</summary>
static class JournalRow
{
    /// <param name="key">Null when the campaign was purged: then a note is not written.</param>
    /// <param name="order">Puts entries of one instant in order.</param>
    /// <param name="id">Makes writing the entry twice fail; null: random.</param>
    public static TableTransactionAction Insert(string campaignId, JournalEntry entry, DataKey? key, int order = 0, string? id = null)
    {
        var row = new TableEntity(campaignId, Rows.Journal(entry.At, $"{order:D6}-{id ?? Base32.Random(4)}"))
        {
            ["At"] = entry.At,
            ["Actor"] = entry.Actor,
            ["What"] = entry.What,
            ["Arguments"] = JsonSerializer.Serialize(entry.Arguments),
        };
        if (entry.Note is not null && key is not null) row["Note"] = key.Seal(entry.Note, Context(row));
        return new(TableTransactionActionType.Add, row);
    }

    /// <param name="key">Null when the campaign was purged: what people wrote is gone then.</param>
    public static JournalEntry Read(TableEntity row, DataKey? key) => new(
        row.GetDateTimeOffset("At")!.Value, row.GetString("Actor")!, row.GetString("What")!,
        JsonSerializer.Deserialize<string[]>(row.GetString("Arguments")!)!)
    {
        Note = key is not null && row.GetBinary("Note") is { } note ? key.Open<string>(note, Context(row)) : null,
    };

    static string Context(TableEntity row) => $"{row.PartitionKey}|{row.RowKey}|Note";
}
