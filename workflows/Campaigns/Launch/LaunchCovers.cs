using System.Collections.Immutable;

namespace Campaigns;

/// <summary>Reads <c>covers</c>: lines <c>group; language; paragraph</c>. The paragraph is the rest of the line, semicolons and all.</summary>
static class LaunchCovers
{
    public const string Field = "covers";
    static readonly ImmutableArray<string> Columns = ["group", "language", "text"];

    /// <returns>Null for none.</returns>
    public static ImmutableArray<Cover>? Read(LaunchFields fields, string language, IReadOnlyList<Addressee> addressees)
    {
        var lines = fields.Input.Lists.GetValueOrDefault(Field, []).Where(line => line.Cells is not null || !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (lines.Count > Limits.Covers) fields.Refuse(Field, "TooMany", LaunchFields.Number(Limits.Covers));
        if (lines.Count is 0 or > Limits.Covers) return null;
        var groups = addressees.Select(to => to.Group ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var covers = ImmutableArray.CreateBuilder<Cover>();
        foreach (var line in lines)
        {
            if (Cells(fields, line) is not { } cells) continue;
            var row = new LaunchRow(fields, Field, line.Line, cells);
            var cover = new Cover(row.Text("group", required: false), row.Language(language), row.Text("text", limit: Limits.Cover));
            if (cover.Group.Length > 0 && !groups.Contains(cover.Group)) row.Refuse("group", "Unknown");
            if (!first.TryAdd($"{cover.Language}|{cover.Group}", line.Line)) row.Refuse("group", "Duplicate", LaunchFields.Number(first[$"{cover.Language}|{cover.Group}"]));
            covers.Add(cover);
        }
        return covers.ToImmutable();
    }

    /// <summary>The line that <see cref="Read"/> reads as this cover.</summary>
    public static string Write(Cover cover) => $"{ListCells.Join([cover.Group, cover.Language])}; {cover.Text}";

    static IReadOnlyDictionary<string, string>? Cells(LaunchFields fields, LaunchLine line)
    {
        if (line.Cells is { } named)
        {
            foreach (var name in named.Keys.Where(name => !Columns.Contains(name)))
                fields.Refuse(FieldError.At(line.Line, Field, "Unknown") with { Column = name });
            return named;
        }
        // Up to the second semicolon outside quotes; what follows is the paragraph as it is.
        if (ListCells.Split(line.Text!, Columns.Length) is not { } cells) fields.Refuse(FieldError.At(line.Line, Field, "BrokenQuotes"));
        else if (cells.Count < Columns.Length) fields.Refuse(FieldError.At(line.Line, Field, "Columns", LaunchFields.Number(Columns.Length), LaunchFields.Number(cells.Count)));
        else return Columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return null;
    }
}
