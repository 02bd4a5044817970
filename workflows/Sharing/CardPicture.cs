using Campaigns.Letters.Pdf;
using SkiaSharp;

namespace Campaigns.Sharing;

/// <summary>The words on a card, in the reader's language. There are no names among them, so none can show.</summary>
/// <param name="Standing">Where the campaign stands.</param>
/// <param name="Count">How many have signed; empty: nobody yet.</param>
/// <param name="When">The deadline, or empty.</param>
public sealed record CardWords(string Product, string Title, string Standing, string Count, string When);

/// <summary>The picture that other programs show beside a link to a campaign: 1200 by 630 pixels, PNG, set in the typeface of the letters.</summary>
public static class CardPicture
{
    public const int Width = 1200;
    public const int Height = 630;
    const int Margin = 72;
    const int TitleLines = 4;
    const float Smallest = 40;

    /// <summary>Letters on an even ground pack best as they are.</summary>
    static readonly SKPngEncoderOptions Small = new(SKPngEncoderFilterFlags.NoFilters, 9);

    static readonly SKColor Paper = SKColor.Parse("#fbfaf7"), Ink = SKColor.Parse("#1c1d20"), Soft = SKColor.Parse("#5d5c58"), Rule = SKColor.Parse("#d9d6cc"), Pen = SKColor.Parse("#24408e");

    /// <summary>Whether the typeface can set these words: as letters, a card would rather not be than be wrong.</summary>
    public static bool CanSet(CardWords words) => new[] { words.Product, words.Title, words.Standing, words.Count, words.When }.All(PdfScript.CanSet);

    public static byte[] Draw(CardWords words)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(Paper);
        using (var pen = new SKPaint { Color = Pen }) canvas.DrawRect(0, 0, Width, 10, pen);
        Line(canvas, "✕  " + words.Product.ToUpperInvariant(), PdfStyle.Regular, 24, 96, Soft);
        Line(canvas, words.Standing, PdfStyle.Italic, 30, 166, Pen);
        Title(canvas, words.Title);
        using (var rule = new SKPaint { Color = Rule }) canvas.DrawRect(Margin, Height - 158, Width - 2 * Margin, 2, rule);
        Line(canvas, words.Count, PdfStyle.Bold, 38, Height - 98, Ink);
        Line(canvas, words.When, PdfStyle.Regular, 28, Height - 48, Soft);
        using var pixels = surface.PeekPixels();
        using var data = pixels.Encode(Small);
        return data?.ToArray() ?? throw new InvalidOperationException("The card could not be packed.");
    }

    /// <summary>As large as four lines allow; what does not fit then ends in an ellipsis.</summary>
    static void Title(SKCanvas canvas, string title)
    {
        var size = 68f;
        var lines = Broken(title, size);
        while (lines.Count * size * 1.2f > 260 && size > Smallest) lines = Broken(title, size -= 4);
        var last = Math.Min(lines.Count, TitleLines);
        for (var number = 0; number < last; number++)
        {
            var text = string.Concat(lines[number].Select(piece => piece.Text)).TrimEnd();
            Line(canvas, number == last - 1 && lines.Count > last ? text + "…" : text, PdfStyle.Bold, size, 166 + 28 + (number + 1) * size * 1.2f - size * 0.2f, Ink);
        }
    }

    static List<List<PdfPiece>> Broken(string text, float size) => PdfLines.Break([new(text.ReplaceLineEndings(" "), PdfStyle.Bold)], size, Width - 2 * Margin - size);

    static void Line(SKCanvas canvas, string text, PdfStyle style, float size, float y, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        // A line that is too long is set smaller.
        var width = PdfLines.Width(text, style, size);
        var fits = width <= Width - 2 * Margin ? size : size * (Width - 2 * Margin) / width;
        foreach (var piece in PdfLines.Break([new(text, style)], fits, float.MaxValue).SelectMany(line => line))
            canvas.DrawText(piece.Text, Margin + piece.X, y, SKTextAlign.Left, PdfFonts.Sized(piece.Face, fits), paint);
    }
}
