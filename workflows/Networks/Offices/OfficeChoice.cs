namespace Campaigns.Networks.Offices;

/// <summary>Which offices of a directory are meant: <c>all</c>, <c>kind:embassy</c>, <c>group:Donors</c>.</summary>
public static class OfficeChoice
{
    public const string All = "all";
    public static string Of(OfficeKind kind) => "kind:" + OfficeCsv.Word(kind);
    public static string Of(string group) => "group:" + group;

    /// <summary>The offices in the order of the directory, each once. What names nothing chooses nothing.</summary>
    public static IReadOnlyList<Office> Choose(OfficeBook book, IEnumerable<string?> choices)
    {
        var chosen = choices.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. book.Offices.Where(one => chosen.Contains(All) || chosen.Contains(Of(one.Kind)) || (one.Group.Length > 0 && chosen.Contains(Of(one.Group))))];
    }
}
