using System.Security.Cryptography;
using System.Text;
using Campaigns.Mail;

namespace Campaigns.Letters;

/// <summary>One letter as it leaves: the message, and the document that is attached to it.</summary>
/// <param name="Pdf">Null when the text is in a script that cannot be set; then the mail alone is the letter.</param>
/// <param name="FileName">ASCII: day, title, number of the addressee.</param>
public sealed record ComposedLetter(MailContent Content, byte[]? Pdf, string FileName)
{
    /// <summary>SHA-256 of the document, 64 hexadecimal digits in lower case; null without one.</summary>
    public string? PdfHash => Pdf is null ? null : Convert.ToHexStringLower(SHA256.HashData(Pdf));

    /// <summary>SHA-256 of the mail's plain text in UTF-8, likewise.</summary>
    public string WordsHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(MailText.Render(Content))));

    internal LetterSeal Seal => new(PdfHash, WordsHash);
}

/// <summary>What the ledger keeps of a letter's content: <see cref="ComposedLetter.PdfHash"/> and <see cref="ComposedLetter.WordsHash"/>.</summary>
internal sealed record LetterSeal(string? PdfHash, string WordsHash);
