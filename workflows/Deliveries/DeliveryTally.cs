using System.Text.Json;
using Azure.Data.Tables;

namespace Campaigns.Deliveries;

/// <summary>So many of one kind are in one state.</summary>
public sealed record DeliveryCount(DeliveryKind Kind, DeliveryState State, int Count);

/// <summary>How many letters and mails there were when they were last counted.</summary>
/// <param name="CountedAt">UTC, of the count that is longest ago; null: not yet.</param>
public sealed record DeliveryTally(DateTimeOffset? CountedAt, IReadOnlyList<DeliveryCount> Lines)
{
    public static readonly DeliveryTally None = new(null, []);

    /// <param name="kind">Null: all.</param>
    public int Of(DeliveryState state, DeliveryKind? kind) => Lines.Where(line => line.State == state && (kind is null || kind == line.Kind)).Sum(line => line.Count);

    public static IReadOnlyList<DeliveryCount> Sum(IEnumerable<DeliveryCount> lines) =>
        [.. lines.GroupBy(line => (line.Kind, line.State)).OrderBy(group => group.Key).Select(group => new DeliveryCount(group.Key.Kind, group.Key.State, group.Sum(line => line.Count)))];
}

/// <summary>What was counted in one partition.</summary>
sealed record PartitionCount(string Partition, DeliveryKind Kind, DeliveryState State, int Count);

/// <summary>
/// What was counted of one campaign (or draft, or of the sign-in links), in the table <c>CampaignIndex</c>: partition <c>deliveries</c>, row id; and the rows that say where letters and
/// mails of a state are: partition <c>deliveries-{state}</c>, row <c>{ticks, newest launch first}|{partition}</c>, a number for each kind. Partition <c>deliveries-tally</c>, row
/// network: the sums.
/// </summary>
/// <param name="Network">Id; <see cref="DeliveryFilter.NoNetwork"/>; or <see cref="DeliveryFilter.OfNobody"/>.</param>
/// <param name="Order">As the campaign's row in the list begins.</param>
sealed record CountedRow(string Id, string Network, string Order, DateTimeOffset At, IReadOnlyList<PartitionCount> Counts)
{
    public const string Counted = "deliveries";
    public const string Tally = "deliveries-tally";
    /// <summary>In the place of the launch, for what is no campaign: first of all.</summary>
    public const string First = "0000000000000000000";

    public int Rows => Counts.Sum(one => one.Count);

    public bool HasMails => Counts.Any(one => one.Kind is not (DeliveryKind.Letter or DeliveryKind.OfficeReminder));

    public static string Shelf(DeliveryState state) => $"deliveries-{state.ToString().ToLowerInvariant()}";

    public TableEntity Row() => new(Counted, Id) { ["Network"] = Network, ["Order"] = Order, ["At"] = At, ["Counts"] = JsonSerializer.Serialize(Counts) };

    public static CountedRow Read(TableEntity row) => new(
        row.RowKey, row.GetString("Network")!, row.GetString("Order")!, row.GetDateTimeOffset("At")!.Value, JsonSerializer.Deserialize<PartitionCount[]>(row.GetString("Counts")!)!);

    /// <summary>Where each state is found.</summary>
    public IEnumerable<TableEntity> Shelves() => Counts.GroupBy(one => (one.Partition, one.State)).Select(group =>
    {
        var row = new TableEntity(Shelf(group.Key.State), $"{Order}|{group.Key.Partition}") { ["Network"] = Network };
        foreach (var one in group) row[one.Kind.ToString()] = one.Count;
        return row;
    });
}
