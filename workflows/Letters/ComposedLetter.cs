using System.Security.Cryptography;
using Campaigns.Mail;

namespace Campaigns.Letters;

/// <summary>One letter as it leaves: the message, and the document that is attached to it.</summary>
/// <param name="Pdf">Null when the text is in a script that cannot be set; then the mail alone is the letter.</param>
/// <param name="FileName">ASCII: day, title, number of the addressee.</param>
public sealed record ComposedLetter(MailContent Content, byte[]? Pdf, string FileName)
{
    /// <summary>SHA-256 of the document, 64 hexadecimal digits in lower case; null without one.</summary>
    public string? PdfHash => Pdf is null ? null : Convert.ToHexStringLower(SHA256.HashData(Pdf));
}
