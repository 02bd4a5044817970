using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Campaigns.Language;

/// <summary>Names of countries by ISO 3166-1 alpha-2 code, in the languages of the pages. The names are those of Unicode's CLDR, shortened here and there.</summary>
public static class Countries
{
    static readonly string[] Columns = ["en", "fr", "ru"];
    static readonly FrozenDictionary<string, string[]> Names = Read();
    static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Sorted = new();

    /// <summary>The name in <paramref name="language"/> (English where there is none), or the code itself when it is unknown.</summary>
    public static string Name(string code, string language)
    {
        if (!Names.TryGetValue(code, out var names)) return code;
        return names[Math.Max(0, Array.IndexOf(Columns, language.Split('-')[0]))];
    }

    /// <summary>All countries in the alphabetical order of <paramref name="language"/>.</summary>
    public static IReadOnlyList<(string Code, string Name)> All(string language) => Sorted.GetOrAdd(language.Split('-')[0], tag =>
    {
        var order = CultureInfo.GetCultureInfo(Columns.Contains(tag) ? tag : "en").CompareInfo.GetStringComparer(CompareOptions.IgnoreCase);
        return [.. Names.Keys.Select(code => (code, Name(code, tag))).OrderBy(country => country.Item2, order)];
    });

    static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream("Campaigns.Language.countries.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|'))
            .ToFrozenDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    }
}
