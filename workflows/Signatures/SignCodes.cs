using System.Text;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>
/// Eight characters that stand for a link, for people whose mail program breaks links: five bits each of a MAC over the address'
/// id, so that an address has one code in a campaign for its signature and one for its invitation. Typed together with the
/// address. Changing this makes codes in people's inboxes worthless.
/// </summary>
internal static class SignCodes
{
    const int Length = 8;
    /// <summary>Without I, L, O and U; what is taken for another character is read as it (Crockford's base 32).</summary>
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    /// <summary>Look-alikes, the letters of a Cyrillic keyboard among them.</summary>
    const string Mistaken = "OILUАВЕКМНОРСТХУ";
    const string Meant = "011VABEKMH0PCTXY";

    public static string ForSignature(DataKey key, string signatureId) => Make(key, 's', signatureId);

    /// <param name="signatureId">Of the invitation's address.</param>
    public static string ForInvitation(DataKey key, string signatureId) => Make(key, 'i', signatureId);

    /// <summary>As it is printed: <c>K7QF-2M9X</c>.</summary>
    public static string Print(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>The code as <see cref="Make"/> makes it, from what a person typed: any case, with or without spaces and hyphens. Null: none.</summary>
    public static string? Read(string? typed)
    {
        var code = new StringBuilder();
        foreach (var c in typed ?? "")
        {
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format || c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014') continue;
            var letter = char.ToUpperInvariant(c);
            if (Mistaken.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0) letter = Meant[at];
            if (!Alphabet.Contains(letter, StringComparison.Ordinal) || code.Length == Length) return null;
            code.Append(letter);
        }
        return code.Length == Length ? code.ToString() : null;
    }

    static string Make(DataKey key, char kind, string signatureId)
    {
        var mac = key.Mac("code", Encoding.ASCII.GetBytes($"{kind}{signatureId}"));
        return string.Create(Length, mac, (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[bytes[i] & 31];
        });
    }
}
