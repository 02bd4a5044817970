using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Campaigns.Bench.Frame;
using Campaigns.Letters.Pdf;
using Campaigns.Mail;
using SkiaSharp;

namespace Campaigns.Bench.Letters;

/// <summary>One letter as a document, beside what the library alone needs to draw as many lines.</summary>
public sealed class PaperTime : Part
{
    const int LinesOnAPage = 55;
    static readonly PaperDetails Details = new(new("Network of Committees", "1 Example Street\noffice@example.org"), "1 March 2026", DateTimeOffset.UnixEpoch);

    public override IReadOnlyList<string> Names => ["dispatch.pdf", "dispatch.pdf-size"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var names = Enumerable.Range(1, bench.Size(5_000, 20)).Select(n => $"Committee {n} (Person {n}, chair)").ToImmutableArray();
        var letter = Letter(names);
        var size = LetterPdf.Render(letter, Details).Length;
        var text = string.Join('\n', names);
        var time = await Pair.MeasureAsync(bench.Size(9, 1), () => MillisecondsAsync(() => LetterPdf.Render(letter, Details)), () => MillisecondsAsync(() => Drawn(names)));
        return
        [
            Measurement.OfCost("dispatch.pdf", time, "ms",
                $"one letter with {names.Length} names in columns as PDF, typefaces reduced to its signs; ceiling: the library alone draws as many lines, their places known. Rounds {time.Spread}"),
            Measurement.OfCost("dispatch.pdf-size", new(size / 1e3, Packed(text) / 1e3, ""), "kB", "of that document, typefaces in it; ceiling: the names alone as text, compressed"),
        ];
    }

    static MailContent Letter(ImmutableArray<string> names) => new("en", "Let Mira Travel",
    [
        new MailBlock.Paragraph("The Minister\nMinistry of Foreign Affairs\nNorway"), new MailBlock.Paragraph("Dear Minister,"),
        new MailBlock.Statement("en", string.Join("\n\n", Enumerable.Repeat("We ask the authorities to let our colleague travel, work and come home.", 12))),
        .. names.Chunk(625).Select((some, n) => new MailBlock.Names($"Country {n}", [.. some])),
    ], "Sent for the signatories.");

    static byte[] Drawn(ImmutableArray<string> lines)
    {
        using var bytes = new MemoryStream();
        using var document = SKDocument.CreatePdf(bytes);
        using var font = new SKFont(SKTypeface.Default, 9);
        using var paint = new SKPaint();
        foreach (var page in lines.Chunk(LinesOnAPage))
        {
            var canvas = document.BeginPage(595, 842);
            for (var line = 0; line < page.Length; line++) canvas.DrawText(page[line], 70, 60 + (line * 13), SKTextAlign.Left, font, paint);
            document.EndPage();
        }
        document.Close();
        return bytes.ToArray();
    }

    static Task<double> MillisecondsAsync(Func<byte[]> make)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        _ = make();
        return Task.FromResult(clock.Elapsed.TotalMilliseconds);
    }

    static long Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) packed.Write(Encoding.UTF8.GetBytes(text));
        return bytes.Length;
    }
}
