using System.Text.Json;
using Azure.Data.Tables;

namespace Campaigns.Listing;

/// <summary>How many campaigns there were when they were last counted.</summary>
/// <param name="CountedAt">UTC; null: not yet.</param>
public sealed record ListTally(DateTimeOffset? CountedAt, IReadOnlyList<TallyLine> Lines)
{
    /// <summary>How many pass; a search cannot be counted so.</summary>
    public int Count(ListFilter filter) => Lines
        .Where(line => (filter.IsOver is null || filter.IsOver == line.IsOver) && (filter.Phase is null || filter.Phase == line.Phase)
            && (filter.Network is null || filter.Network == line.Network) && filter.Sees(line.Network))
        .Sum(line => line.Count);

    public static ListTally Of(IEnumerable<ListEntry> entries, DateTimeOffset now) => new(now,
        [.. entries.GroupBy(entry => (entry.Network, entry.IsOver, entry.Phase)).Select(group => new TallyLine(group.Key.Network, group.Key.IsOver, group.Key.Phase, group.Count()))]);

    /// <summary>One row a network.</summary>
    internal IEnumerable<TableEntity> Rows() => Lines.GroupBy(line => line.Network)
        .Select(group => new TableEntity(ListRows.Tally, group.Key ?? ListRows.NoNetwork) { ["Lines"] = JsonSerializer.Serialize(group), ["At"] = CountedAt });

    internal static ListTally Read(IReadOnlyList<TableEntity> rows) => new(
        rows.Min(row => row.GetDateTimeOffset("At")), [.. rows.SelectMany(row => JsonSerializer.Deserialize<TallyLine[]>(row.GetString("Lines")!)!)]);
}

public sealed record TallyLine(string? Network, bool IsOver, Phase Phase, int Count);
