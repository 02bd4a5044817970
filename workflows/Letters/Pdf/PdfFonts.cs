using System.Collections.Concurrent;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace Campaigns.Letters.Pdf;

enum PdfStyle { Regular, Bold, Italic }

/// <summary>
/// The typefaces of the letters, from the assembly: no font of the machine is asked for, so a letter looks the same wherever it is made.
/// DejaVu Serif has Latin, Cyrillic, Greek, Georgian and Armenian.
/// </summary>
static class PdfFonts
{
    static readonly Dictionary<SKTypeface, Face> Outlines = [];
    static readonly List<SKData> Memory = [];
    static readonly SKTypeface Regular = Load("DejaVuSerif");
    static readonly SKTypeface Bold = Load("DejaVuSerif-Bold");
    static readonly SKTypeface Italic = Load("DejaVuSerif-Italic");
    /// <summary>For signs that the serif lacks.</summary>
    static readonly SKTypeface Sans = Load("DejaVuSans");

    static readonly ConcurrentDictionary<(SKTypeface Face, int Sign), bool> Known = new();

    [ThreadStatic]
    static Dictionary<(SKTypeface, float), SKFont>? fonts;

    /// <summary>The style's typeface, or one that has what it lacks: Georgian and Armenian have no italic.</summary>
    public static SKTypeface For(Rune rune, PdfStyle style)
    {
        var wanted = style switch { PdfStyle.Bold => Bold, PdfStyle.Italic => Italic, _ => Regular };
        return Has(wanted, rune) ? wanted : Has(Regular, rune) ? Regular : Sans;
    }

    public static bool Has(Rune rune) => Has(Regular, rune) || Has(Sans, rune);

    /// <summary>A font for this thread: they are costly to make and must not be shared.</summary>
    public static SKFont Sized(SKTypeface face, float size)
    {
        fonts ??= [];
        if (fonts.TryGetValue((face, size), out var known)) return known;
        return fonts[(face, size)] = New(face, size);
    }

    public static SKFont New(SKTypeface face, float size) => new(face, size) { Subpixel = true, Hinting = SKFontHinting.None };

    /// <summary>The typeface with these signs (code points) only. The caller disposes it.</summary>
    public static SKTypeface Reduced(SKTypeface whole, IEnumerable<int> signs) => PdfSubset.Of(Outlines[whole], signs);

    static bool Has(SKTypeface face, Rune rune) =>
        Known.GetOrAdd((face, rune.Value), one => Sized(one.Face, 10).ContainsGlyph(one.Sign));

    static SKTypeface Load(string name)
    {
        using var file = typeof(PdfFonts).Assembly.GetManifestResourceStream($"Campaigns.Letters.{name}.ttf")
            ?? throw new InvalidOperationException($"The typeface {name} is not in the assembly.");
        // Both libraries read this memory as long as the process lives.
        var data = SKData.Create(file);
        var face = SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The typeface {name} cannot be read.");
        Outlines[face] = new Face(new Blob(data.Data, (int)data.Size, MemoryMode.ReadOnly), 0);
        Outlines[face].MakeImmutable();
        Memory.Add(data);
        return face;
    }
}
