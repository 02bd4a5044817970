using SkiaSharp;

namespace Campaigns.Letters.Pdf;

/// <summary>Draws text in typefaces that have the signs of this document and no others.</summary>
sealed class PdfInk : IDisposable
{
    static readonly SKColor Dark = new(0x1c, 0x1a, 0x17), Soft = new(0x55, 0x50, 0x48);

    readonly Dictionary<SKTypeface, SKTypeface> faces;
    readonly Dictionary<(SKTypeface, float), SKFont> fonts = [];
    readonly SKPaint dark = new() { Color = Dark, IsAntialias = true }, soft = new() { Color = Soft, IsAntialias = true };

    public PdfInk(IEnumerable<IEnumerable<PdfMark>> pages)
    {
        var signs = new Dictionary<SKTypeface, HashSet<int>>();
        foreach (var piece in pages.SelectMany(page => page).Select(mark => mark.Piece))
        {
            if (!signs.TryGetValue(piece.Face, out var used)) signs[piece.Face] = used = [];
            foreach (var rune in piece.Text.EnumerateRunes()) used.Add(rune.Value);
        }
        faces = signs.ToDictionary(entry => entry.Key, entry => PdfFonts.Reduced(entry.Key, entry.Value));
    }

    public void Draw(SKCanvas canvas, PdfMark mark) =>
        canvas.DrawText(mark.Piece.Text, mark.X, mark.Y, SKTextAlign.Left, Font(mark.Piece.Face, mark.Size), mark.IsSoft ? soft : dark);

    SKFont Font(SKTypeface whole, float size)
    {
        if (fonts.TryGetValue((whole, size), out var known)) return known;
        return fonts[(whole, size)] = PdfFonts.New(faces[whole], size);
    }

    public void Dispose()
    {
        foreach (var font in fonts.Values) font.Dispose();
        foreach (var face in faces.Values) face.Dispose();
        dark.Dispose();
        soft.Dispose();
    }
}
