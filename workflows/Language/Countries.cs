using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Campaigns.Language;

/// <summary>Names of countries by ISO 3166-1 alpha-2 code, in the languages of the pages. The names are those of Unicode's CLDR, shortened here and there;
/// kept here and not asked of the machine, because they stand in letters whose fingerprint has to be the same on every machine. The first line of the file names the columns.</summary>
public static class Countries
{
    static readonly ImmutableArray<string> Columns = [.. Lines().First()[1..]];
    static readonly FrozenDictionary<string, string[]> Names = Lines().Skip(1).ToFrozenDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Sorted = new();

    /// <summary>The name in <paramref name="language"/> (English where there is none), or the code itself when it is unknown.</summary>
    public static string Name(string code, string language)
    {
        if (!Names.TryGetValue(code, out var names)) return code;
        return names[Math.Max(0, Columns.IndexOf(language.Split('-')[0]))];
    }

    /// <summary>All countries in the alphabetical order of <paramref name="language"/>.</summary>
    public static IReadOnlyList<(string Code, string Name)> All(string language) => Sorted.GetOrAdd(language.Split('-')[0], tag =>
    {
        var order = CultureInfo.GetCultureInfo(Columns.Contains(tag) ? tag : "en").CompareInfo.GetStringComparer(CompareOptions.IgnoreCase);
        return [.. Names.Keys.Select(code => (code, Name(code, tag))).OrderBy(country => country.Item2, order)];
    });

    static IEnumerable<string[]> Lines()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream("Campaigns.Language.countries.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|'));
    }
}
