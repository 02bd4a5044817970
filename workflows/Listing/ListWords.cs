using System.Globalization;
using System.Text;

namespace Campaigns.Listing;

/// <summary>The words by which a title is found: without case and accents, of letters and digits. Pure.</summary>
public static class ListWords
{
    /// <summary>A title has 200 characters at most; what comes after so many words is not found.</summary>
    const int Most = 24;
    const int Longest = 40;

    /// <returns>Each word once, in the order of the text. Safe in row keys.</returns>
    public static IReadOnlyList<string> Of(string text)
    {
        var folded = new StringBuilder();
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) folded.Append(Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)) folded.Append(' ');
        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Cut).Distinct().Take(Most)];
    }

    /// <summary>Whether each word of what was asked for begins a word of the title.</summary>
    public static bool Finds(IReadOnlyList<string> asked, string title)
    {
        var words = Of(title);
        return asked.All(one => words.Any(word => word.StartsWith(one, StringComparison.Ordinal)));
    }

    // Half a character, of a text that was cut in its middle, cannot be normalised.
    static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    static string Cut(string word) => word.Length <= Longest ? word : word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];
}
