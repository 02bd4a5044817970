using Azure.Data.Tables;

namespace Campaigns.Listing;

/// <summary>
/// The operator's list in the table <c>CampaignIndex</c>. Partitions <c>list-active</c> and <c>list-ended</c>, row <c>{ticks, newest
/// first}|{id}</c>: what the list shows. Partition <c>due</c>, row <c>{ticks}|{id}</c>: what happens next anywhere. Partition <c>word</c>, row
/// <c>{word}|{ticks, newest first}|{id}</c>: where a title is found, and the title, by which a search for several words passes over the others without reading them. Partition <c>tally</c>, row network: how many there are.
/// </summary>
static class ListRows
{
    public const string Due = "due";
    public const string Word = "word";
    public const string Tally = "tally";
    /// <summary>In the place of a network's id.</summary>
    public const string NoNetwork = "-";

    public static string Shelf(bool isOver) => isOver ? "list-ended" : "list-active";

    public static string Key(ListEntry entry) => $"{DateTimeOffset.MaxValue.UtcTicks - entry.LaunchedAt.UtcTicks:D19}|{entry.Id}";

    public static string DueKey(DateTimeOffset due, string id) => $"{due.UtcTicks:D19}|{id}";

    public static string IdOf(string rowKey) => rowKey[(rowKey.LastIndexOf('|') + 1)..];

    public static TableEntity Of(ListEntry entry) => new(Shelf(entry.IsOver), Key(entry))
    {
        ["Title"] = entry.Title,
        ["Language"] = entry.Language,
        ["Phase"] = entry.Phase.ToString(),
        ["Network"] = entry.Network ?? NoNetwork,
        ["Step"] = entry.Next.Kind.ToString(),
        ["Number"] = entry.Next.Number,
        ["DueAt"] = entry.Next.DueAt,
        ["LaunchedAt"] = entry.LaunchedAt,
        ["Held"] = entry.IsHeld,
        ["Failing"] = entry.IsFailing,
    };

    public static ListEntry Read(TableEntity row) => new(
        IdOf(row.RowKey), row.GetString("Title")!, row.GetString("Language")!, Enum.Parse<Phase>(row.GetString("Phase")!), row.PartitionKey == Shelf(isOver: true),
        row.GetDateTimeOffset("LaunchedAt")!.Value)
    {
        Network = row.GetString("Network") is var network && network == NoNetwork ? null : network,
        Next = new(Enum.Parse<StepKind>(row.GetString("Step")!), row.GetDateTimeOffset("DueAt"), row.GetInt32("Number")!.Value),
        IsHeld = row.GetBoolean("Held")!.Value,
        IsFailing = row.GetBoolean("Failing")!.Value,
    };

    public static TableEntity OfDue(ListEntry entry, DateTimeOffset due) => new(Due, DueKey(due, entry.Id));

    public static IEnumerable<TableEntity> Words(ListEntry entry) => ListWords.Of(entry.Title).Select(word => new TableEntity(Word, $"{word}|{Key(entry)}") { ["Title"] = entry.Title });
}
