using System.Text;
using Campaigns.Language;

namespace Campaigns.Mail;

/// <summary>A message as plain text, complete: nothing is said in HTML only.</summary>
public static class MailText
{
    public static string Render(MailContent content)
    {
        var text = new StringBuilder();
        if (content.Head is { } head) text.AppendJoin('\n', head.Name, head.Contact).Append(head.Contact.Length > 0 ? "\n\n" : "\n");
        foreach (var block in content.Blocks) text.Append(Text(block, content.Language)).Append("\n\n");
        text.Append("-- \n").Append(content.Footer).Append('\n');
        if (content.Stop is { } stop) text.Append(Text(stop, content.Language)).Append('\n');
        return text.ToString();
    }

    static string Text(MailBlock block, string language) => block switch
    {
        MailBlock.Paragraph paragraph => paragraph.Text,
        MailBlock.Heading heading => heading.Text.ToUpperInvariant(),
        MailBlock.Statement statement => statement.Markdown.ReplaceLineEndings("\n").Trim(),
        MailBlock.Action action => $"{Typeset.Label(language, action.Label)}\n{action.Link}",
        MailBlock.Date date => date.Text,
        MailBlock.List list => Text(list.Items),
        MailBlock.Names names => $"{names.Title}\n\n{Text(names.Items)}",
        MailBlock.Note note => note.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "No text for this kind of block."),
    };

    static string Text(IEnumerable<string> items) => string.Join('\n', items.Select(item => "  - " + item));
}
