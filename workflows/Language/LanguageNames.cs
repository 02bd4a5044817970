using System.Collections.Frozen;
using System.Globalization;
using Campaigns.Checks;

namespace Campaigns.Language;

/// <summary>
/// Names of languages, in the languages of the coordinators' pages. The runtime's own are of no use here: it keeps the name of a language in
/// whatever language it was first asked for.
/// </summary>
public static class LanguageNames
{
    static readonly string[] Columns = ["fr", "ru"];
    static readonly FrozenDictionary<string, string[]> Names = Read();

    /// <param name="tag">BCP 47 tag of a language that the runtime knows.</param>
    /// <param name="reader">The language to say it in; English where it is none of ours.</param>
    /// <returns><c>Serbian (Latin)</c>, <c>serbe (sr-Latn)</c>; the language's own name where there is no translation.</returns>
    public static string Name(string tag, string reader)
    {
        var column = Array.IndexOf(Columns, reader.Split('-')[0]);
        if (column < 0) return CultureInfo.GetCultureInfo(tag).EnglishName;
        var parts = tag.Split('-', 2);
        if (!Names.TryGetValue(parts[0], out var names)) return CultureInfo.GetCultureInfo(tag).NativeName;
        return parts.Length == 1 ? names[column] : $"{names[column]} ({tag})";
    }

    /// <summary>As <see cref="Name"/> for a tag that somebody typed; what is none stays as it is.</summary>
    public static string NameOr(string typed, string reader) => LanguageTag.TryParse(typed, out var known) ? Name(known, reader) : typed;

    static FrozenDictionary<string, string[]> Read()
    {
        using var stream = typeof(LanguageNames).Assembly.GetManifestResourceStream("Campaigns.Language.languages.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|'))
            .ToFrozenDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    }
}
