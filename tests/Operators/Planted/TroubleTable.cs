using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Operators;

/// <summary>A row of the handbook's table of ten troubles.</summary>
/// <param name="Screens">Paths, with ID for the campaign's.</param>
/// <param name="Alarm">The first words of what it says; empty: none is needed.</param>
/// <param name="Within">The longest time from the trouble to the alarm.</param>
/// <param name="Audit">The action as the trail names it; null: nobody did anything.</param>
public sealed record TroubleRow(string Name, IReadOnlyList<string> Screens, string Alarm, TimeSpan Within, string Mends, string? Audit);

/// <summary>The table as <c>docs/operations.md</c> has it, and what the tests measured, printed when the last one has ended.</summary>
public sealed class TroubleTable : IDisposable
{
    readonly ConcurrentQueue<(TroubleRow Row, TimeSpan Took)> measured = new();

    public static IReadOnlyList<TroubleRow> Rows { get; } = Read();

    public static TroubleRow Of(string name) => Rows.Single(row => row.Name == name);

    public void Measured(TroubleRow row, TimeSpan took) => measured.Enqueue((row, took));

    public void Dispose()
    {
        var table = new StringBuilder("\n| trouble | screens | alarm | after | at most | audit trail |\n|---|---|---|---|---|---|\n");
        foreach (var (row, took) in measured)
            table.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(", ", row.Screens)} | {row.Alarm} | {took.TotalSeconds:0} s | {row.Within.TotalMinutes} min | {row.Audit ?? "-"} |\n");
        Console.WriteLine(table);
    }

    static List<TroubleRow> Read() =>
    [
        .. File.ReadLines(Repository.PathTo("docs/operations.md")).SkipWhile(line => line != "## Ten troubles and what to do").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])
            .Select(cells => new TroubleRow(
                cells[0], Quoted(cells[1]), cells[2].Trim('*', ':'), TimeSpan.FromMinutes(int.Parse(cells[3].Split(' ')[0], CultureInfo.InvariantCulture)), cells[4], Quoted(cells[5]).FirstOrDefault())),
    ];

    static List<string> Quoted(string cell) => [.. cell.Split('`').Where((_, n) => n % 2 == 1)];
}
