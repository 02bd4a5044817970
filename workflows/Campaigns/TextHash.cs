using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns;

/// <summary>
/// What every signature binds: SHA-256 over all language versions and the addressee list, so that neither can change
/// without asking again. Anyone with the same texts and addressees can compute it.
/// </summary>
/// <remarks>
/// The canonical form is a row of strings, each written as its length in UTF-8 bytes, a colon, the bytes and a line feed:
/// <c>campaigns-text-1</c>; the number of texts; each tag and its text, by tag in ordinal order, texts in NFC with line feeds
/// and without white space at the ends; the number of addressees; and for each, in order, its office, body, country, email, language and salutation.
/// </remarks>
public static class TextHash
{
    /// <summary>64 hexadecimal digits in lower case.</summary>
    public static string Of(IReadOnlyDictionary<string, string> texts, IReadOnlyList<Addressee> addressees)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "campaigns-text-1", Number(texts.Count));
        foreach (var (tag, text) in texts.OrderBy(entry => entry.Key, StringComparer.Ordinal)) Add(hash, tag, PlainText.Canonical(text));
        Add(hash, Number(addressees.Count));
        foreach (var to in addressees) Add(hash, to.Office, to.Body, to.Country, to.Email, to.Language, to.Salutation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static void Add(IncrementalHash hash, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            var bytes = Encoding.UTF8.GetBytes(value);
            hash.AppendData(Encoding.ASCII.GetBytes($"{Number(bytes.Length)}:"));
            hash.AppendData(bytes);
            hash.AppendData("\n"u8);
        }
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
