using System.Text;

namespace Campaigns.Tests.House;

/// <summary>
/// C# with its comments, and its literals if wished, overwritten by blanks, so that a search finds code only and line
/// numbers stay. It knows just enough of the language for that: comments, strings of every kind, characters.
/// </summary>
sealed class CodeText
{
    readonly string source;
    readonly StringBuilder code;
    readonly bool blankLiterals;
    int at;

    CodeText(string source, bool blankLiterals) =>
        (this.source, this.blankLiterals, code) = (source, blankLiterals, new StringBuilder(source));

    public static string WithoutComments(string source) => new CodeText(source, blankLiterals: false).Strip();

    public static string WithoutCommentsAndLiterals(string source) => new CodeText(source, blankLiterals: true).Strip();

    string Strip()
    {
        while (at < source.Length)
        {
            var start = at;
            if (SkipComment()) Blank(start, at);
            else if (SkipLiteral())
            {
                if (blankLiterals) Blank(start, at);
            }
            else at++;
        }
        return code.ToString();
    }

    void Blank(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (code[i] is not '\n')
                code[i] = ' ';
    }

    bool Sees(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    bool SkipComment()
    {
        if (Sees("//")) return SkipTo("\n", inclusive: false);
        return Sees("/*") && SkipTo("*/", inclusive: true);
    }

    bool SkipTo(string end, bool inclusive)
    {
        var found = source.IndexOf(end, at + 2, StringComparison.Ordinal);
        at = found < 0 ? source.Length : found + (inclusive ? end.Length : 0);
        return true;
    }

    bool SkipLiteral()
    {
        var start = at;
        var dollars = 0;
        var verbatim = false;
        for (; at < source.Length && source[at] is '$' or '@'; at++)
        {
            if (source[at] == '$') dollars++;
            else verbatim = true;
        }

        if (at < source.Length && source[at] == '"')
        {
            if (Sees("\"\"\"")) SkipRawString();
            else SkipString(interpolated: dollars > 0, verbatim);
            return true;
        }

        at = start;
        return SkipCharacter();
    }

    void SkipRawString()
    {
        var quotes = 0;
        for (; at < source.Length && source[at] == '"'; at++) quotes++;
        var end = source.IndexOf(new string('"', quotes), at, StringComparison.Ordinal);
        at = end < 0 ? source.Length : end + quotes;
        while (at < source.Length && source[at] == '"') at++;
    }

    void SkipString(bool interpolated, bool verbatim)
    {
        for (at++; at < source.Length; at++)
        {
            if (verbatim && Sees("\"\"")) at++;
            else if (!verbatim && source[at] == '\\') at++;
            else if (source[at] == '"')
            {
                at++;
                return;
            }
            else if (interpolated && Sees("{{")) at++;
            else if (interpolated && source[at] == '{') SkipHole();
        }
    }

    /// <summary>From '{' to its '}'; strings within may hold braces and quotes of their own.</summary>
    void SkipHole()
    {
        for (var depth = 0; at < source.Length;)
        {
            if (source[at] == '{') depth++;
            if (source[at] == '}' && --depth == 0) return;
            if (!SkipLiteral()) at++;
        }
    }

    bool SkipCharacter()
    {
        if (at >= source.Length || source[at] != '\'') return false;

        at += at + 1 < source.Length && source[at + 1] == '\\' ? 3 : 2;
        while (at < source.Length && source[at] != '\'' && source[at] != '\n') at++;
        at = Math.Min(source.Length, at + 1);
        return true;
    }
}
