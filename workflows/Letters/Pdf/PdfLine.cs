using System.Text;
using SkiaSharp;

namespace Campaigns.Letters.Pdf;

/// <summary>Words in one style.</summary>
sealed record PdfWords(string Text, PdfStyle Style = PdfStyle.Regular);

/// <summary>A stretch of a line in one typeface; <paramref name="X"/> from the line's beginning, in points.</summary>
sealed record PdfPiece(float X, string Text, SKTypeface Face);

/// <summary>Breaks words into lines. Widths are those of the typefaces, in points.</summary>
static class PdfLines
{
    public static List<List<PdfPiece>> Break(IEnumerable<PdfWords> words, float size, float width)
    {
        var lines = new List<List<PdfPiece>>();
        var line = new List<PdfPiece>();
        var x = 0f;
        foreach (var (token, style) in words.SelectMany(Tokens))
        {
            if (token == "\n")
            {
                Next();
                continue;
            }
            foreach (var part in Fitting(token, style, size, width))
            {
                var needed = Width(part.TrimEnd(), style, size);
                if (x > 0 && x + needed > width) Next();
                if (x == 0 && string.IsNullOrWhiteSpace(part)) continue;
                x = Append(line, part, style, size, x);
            }
        }
        if (line.Count > 0) lines.Add(line);
        return lines;

        void Next()
        {
            lines.Add(line);
            (line, x) = ([], 0);
        }
    }

    public static float Width(string text, PdfStyle style, float size) => Append(null, text, style, size, 0);

    /// <summary>Line ends, and words each with the space behind it; an address may break behind its slashes.</summary>
    static IEnumerable<(string, PdfStyle)> Tokens(PdfWords words)
    {
        var text = PdfScript.Visible(words.Text);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            if (text[start] != '\n')
                while (end < text.Length && text[end] is not (' ' or '\n' or '/')) end++;
            if (end < text.Length && (text[end] is ' ' or '/' || end == start)) end++;
            yield return (text[start..end], words.Style);
            start = end;
        }
    }

    /// <summary>The word, or pieces of it when no line could hold it: fingerprints, long addresses.</summary>
    static IEnumerable<string> Fitting(string word, PdfStyle style, float size, float width)
    {
        if (Width(word, style, size) <= width)
        {
            yield return word;
            yield break;
        }
        var piece = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (piece.Length > 0 && Width($"{piece}{rune}", style, size) > width)
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(rune);
        }
        yield return piece.ToString();
    }

    static float Append(List<PdfPiece>? line, string text, PdfStyle style, float size, float x)
    {
        var start = 0;
        SKTypeface? face = null;
        for (var at = 0; at < text.Length;)
        {
            var rune = Rune.GetRuneAt(text, at);
            var wanted = rune.Value == ' ' && face is not null ? face : PdfFonts.For(rune, style);
            if (face is not null && wanted != face)
            {
                x = Add(start, at, face);
                start = at;
            }
            face = wanted;
            at += rune.Utf16SequenceLength;
        }
        return face is null ? x : Add(start, text.Length, face);

        float Add(int from, int to, SKTypeface used)
        {
            var piece = text[from..to];
            if (line is [.., var last] && last.Face == used) line[^1] = last with { Text = last.Text + piece };
            else line?.Add(new(x, piece, used));
            return x + PdfFonts.Sized(used, size).MeasureText(piece);
        }
    }
}
