using Campaigns.Mail;
using SkiaSharp;

namespace Campaigns.Letters.Pdf;

/// <summary>Draws the filled pages.</summary>
static class PdfFile
{
    const float LogoHeight = 44, LogoWidth = 150;
    static readonly SKColor Ink = new(0x1c, 0x1a, 0x17), Soft = new(0x55, 0x50, 0x48);

    public static byte[] Write(PdfFlow flow, MailContent content, PaperDetails details)
    {
        using var bytes = new MemoryStream();
        using (var document = SKDocument.CreatePdf(bytes, Metadata(content, details)))
        {
            for (var number = 0; number < flow.Pages.Count; number++)
            {
                var canvas = document.BeginPage(PdfFlow.PageWidth, PdfFlow.PageHeight);
                if (number == 0) Logo(canvas, details.Head.Logo);
                foreach (var mark in flow.Pages[number]) Draw(canvas, mark);
                Foot(canvas, content.Subject, $"{number + 1} / {flow.Pages.Count}");
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

    static void Draw(SKCanvas canvas, PdfMark mark)
    {
        using var paint = new SKPaint { Color = mark.IsSoft ? Soft : Ink, IsAntialias = true };
        canvas.DrawText(mark.Piece.Text, mark.X, mark.Y, SKTextAlign.Left, PdfFonts.Sized(mark.Piece.Face, mark.Size), paint);
    }

    static void Foot(SKCanvas canvas, string title, string pages)
    {
        var y = PdfFlow.PageHeight - 40;
        var right = PdfFlow.PageWidth - PdfFlow.Right - PdfLines.Width(pages, PdfStyle.Regular, LetterPdf.Small);
        var line = PdfLines.Break([new(title)], LetterPdf.Small, PdfFlow.Width - 60)[0];
        foreach (var piece in line) Draw(canvas, new(PdfFlow.Left + piece.X, y, LetterPdf.Small, piece, true));
        foreach (var piece in PdfLines.Break([new(pages)], LetterPdf.Small, 100)[0]) Draw(canvas, new(right + piece.X, y, LetterPdf.Small, piece, true));
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
