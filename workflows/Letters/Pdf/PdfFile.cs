using Campaigns.Mail;
using SkiaSharp;

namespace Campaigns.Letters.Pdf;

/// <summary>Draws the filled pages.</summary>
static class PdfFile
{
    const float LogoHeight = 44, LogoWidth = 150;

    public static byte[] Write(PdfFlow flow, MailContent content, PaperDetails details)
    {
        for (var number = 0; number < flow.Pages.Count; number++) flow.Pages[number].AddRange(Foot(content.Subject, $"{number + 1} / {flow.Pages.Count}"));
        using var ink = new PdfInk(flow.Pages);
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes, Metadata(content, details)))
        {
            foreach (var page in flow.Pages)
            {
                var canvas = document.BeginPage(PdfFlow.PageWidth, PdfFlow.PageHeight);
                if (page == flow.Pages[0]) Logo(canvas, details.Head.Logo);
                foreach (var mark in page) ink.Draw(canvas, mark);
                document.EndPage();
            }
            document.Close();
        }
        return bytes.ToArray();
    }

    static SKDocumentPdfMetadata Metadata(MailContent content, PaperDetails details) => new()
    {
        Title = content.Subject,
        Author = details.Head.Name,
        Creator = "Campaigns",
        Producer = "Campaigns",
        Creation = details.Made.UtcDateTime,
        Modified = details.Made.UtcDateTime,
        EncodingQuality = 90,
        RasterDpi = 150,
    };

    static IEnumerable<PdfMark> Foot(string title, string pages)
    {
        var right = PdfFlow.PageWidth - PdfFlow.Right - PdfLines.Width(pages, PdfStyle.Regular, LetterPdf.Small);
        return [.. Line(title, PdfFlow.Left, PdfFlow.Width - 60), .. Line(pages, right, 100)];

        static IEnumerable<PdfMark> Line(string text, float x, float width) =>
            PdfLines.Break([new(text)], LetterPdf.Small, width)[0].Select(piece => new PdfMark(x + piece.X, PdfFlow.PageHeight - 40, LetterPdf.Small, piece, true));
    }

    static void Logo(SKCanvas canvas, byte[]? file)
    {
        if (file is null || SKBitmap.Decode(file) is not { } logo) return;
        using (logo)
        {
            var scale = Math.Min(LogoHeight / logo.Height, LogoWidth / logo.Width);
            var right = PdfFlow.PageWidth - PdfFlow.Right;
            using var image = SKImage.FromBitmap(logo);
            canvas.DrawImage(image, new SKRect(right - logo.Width * scale, PdfFlow.Top - 12, right, PdfFlow.Top - 12 + logo.Height * scale), new SKSamplingOptions(SKCubicResampler.Mitchell));
        }
    }
}
