using System.Globalization;
using UglyToad.PdfPig;

namespace Campaigns.Tests.Letters;

/// <summary>A letter's words on paper against those of its mail.</summary>
static class LetterWords
{
    public static string OfPdf(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }

    /// <summary>The lines of the mail that the document does not hold; without regard to case, white space and the marks of lists and headings.</summary>
    public static IReadOnlyList<string> Missing(string mail, byte[] pdf)
    {
        var paper = Squeezed(OfPdf(pdf));
        return [.. mail.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line != "--")
            .Where(line => !paper.Contains(Squeezed(line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] : line.TrimStart('#')), StringComparison.Ordinal))];
    }

    static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLower(CultureInfo.InvariantCulture);
}
