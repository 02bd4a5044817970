using Campaigns.Language;
using Campaigns.Mail;
using SkiaSharp;

namespace Campaigns.Letters.Pdf;

/// <summary>Who writes, as it stands at the head of each letter.</summary>
/// <param name="Contact">Address, telephone: lines.</param>
/// <param name="Logo">A PNG or JPEG file; null for none.</param>
public sealed record Letterhead(string Name, string Contact, byte[]? Logo = null);

/// <summary>What a letter on paper says beside what its mail says.</summary>
/// <param name="Date">As the letter shows it.</param>
/// <param name="Made">The document's date, for archives: the same letter has the same bytes.</param>
public sealed record PaperDetails(Letterhead Head, string Date, DateTimeOffset Made);

/// <summary>
/// A letter as PDF: the same blocks as its mail, with letterhead, date and page numbers. All that knows the PDF library is in this folder.
/// </summary>
public static class LetterPdf
{
    internal const float Body = 10.5f, Small = 8f;

    /// <summary>Whether every word but names can be set; see <see cref="PdfScript"/>. Names that cannot be set are left to the mail, and the letter says how many.</summary>
    public static bool CanSet(MailContent content) => PdfScript.CanSet(content.Subject) && PdfScript.CanSet($"{content.Head?.Name}{content.Head?.Contact}") && content.Blocks.All(block => block switch
    {
        MailBlock.Paragraph paragraph => PdfScript.CanSet(paragraph.Text),
        MailBlock.Heading heading => PdfScript.CanSet(heading.Text),
        MailBlock.Statement statement => PdfScript.CanSet(statement.Markdown),
        MailBlock.Note note => PdfScript.CanSet(note.Text),
        _ => true,
    });

    public static byte[] Render(MailContent content, PaperDetails details)
    {
        var flow = new PdfFlow();
        Head(flow, details);
        var isAddress = true;
        foreach (var block in content.Blocks)
        {
            Write(flow, block, content.Language);
            if (!isAddress) continue;
            isAddress = false;
            flow.Space(6);
            flow.Paragraph([new(details.Date)], Body);
            flow.Space(16);
            flow.Paragraph([new(content.Subject, PdfStyle.Bold)], 13);
            flow.Space(12);
        }
        flow.Space(8);
        flow.Paragraph([new(content.Footer)], Small, soft: true);
        return PdfFile.Write(flow, content, details);
    }

    static void Head(PdfFlow flow, PaperDetails details)
    {
        flow.Paragraph([new(details.Head.Name, PdfStyle.Bold)], 12);
        if (details.Head.Contact.Length > 0) flow.Paragraph([new(details.Head.Contact)], Small, soft: true);
        flow.Space(34);
    }

    static void Write(PdfFlow flow, MailBlock block, string language)
    {
        switch (block)
        {
            case MailBlock.Paragraph paragraph:
                flow.Paragraph([new(paragraph.Text)], Body);
                flow.Space(9);
                break;
            case MailBlock.Heading heading:
                flow.Space(10);
                flow.Need(70);
                flow.Paragraph([new(heading.Text, PdfStyle.Bold)], 11.5f);
                flow.Space(6);
                break;
            case MailBlock.Statement statement:
                new PdfStatement(flow).Write(statement.Markdown);
                break;
            case MailBlock.Names names:
                Names(flow, names, language);
                break;
            case MailBlock.List list:
                foreach (var item in list.Items) flow.Paragraph([new(item)], Body, 20, "•");
                flow.Space(7);
                break;
            case MailBlock.Note note:
                flow.Space(2);
                flow.Paragraph([new(note.Text)], Small, soft: true);
                flow.Space(3);
                break;
        }
    }

    static void Names(PdfFlow flow, MailBlock.Names names, string language)
    {
        flow.Need(38);
        flow.Paragraph([new(names.Title, PdfStyle.Bold)], 9);
        flow.Space(2);
        flow.Columns(PdfNames.Of(names, language));
        flow.Space(8);
    }
}
