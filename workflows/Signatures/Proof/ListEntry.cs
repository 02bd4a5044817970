using System.Security.Cryptography;
using System.Text;
using Campaigns.Language;
using Campaigns.Storage;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// A line of the list as it is hashed, in words; <c>docs/verify/README.md</c> is the whole format. Changing it makes every
/// receipt that people keep worthless.
/// </summary>
/// <param name="TextHash">Of the text that was signed.</param>
/// <param name="Kind">organisation or individual.</param>
/// <param name="Name">The organisation's or the individual's, also when the list withholds it: then only the receipt's owner has it.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Publication">public, name-withheld, addressee-only or pseudonym (then the name is still the true one).</param>
/// <param name="ConfirmedAt">UTC, to the second: <c>2026-03-02T09:00:00Z</c>.</param>
public sealed record ListEntry(string TextHash, string Kind, string Name, string Country, string Publication, string ConfirmedAt)
{
    public const string Public = "public";

    internal static ListEntry Of(BookRow row, DataKey key)
    {
        var details = row.Details(key);
        return new(
            row.TextHash,
            WordOf(row.Kind),
            row.Kind == SignatoryKind.Organisation ? details.Organisation : details.Name,
            row.Country,
            SignatureForm.Publications.First(choice => choice.Value == row.Publication).Name,
            Moment.Machine(row.ConfirmedAt!.Value));
    }

    internal static string WordOf(SignatoryKind kind) => kind == SignatoryKind.Organisation ? "organisation" : "individual";

    /// <summary>What hides the entry in its leaf: from the data key, so that it need not be stored and ends with the key.</summary>
    internal static byte[] SaltOf(BookRow row, DataKey key) => key.Mac("salt", Encoding.ASCII.GetBytes(row.Id))[..SaltSize];

    public const int SaltSize = 16;

    /// <summary>SHA-256 over a zero byte, the salt and the canonical form of campaign and entry.</summary>
    public byte[] Leaf(string campaignId, ReadOnlySpan<byte> salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(salt);
        hash.AppendTexts("campaigns-entry-1", campaignId, TextHash, Kind, Name, Country, Publication, ConfirmedAt);
        return hash.GetHashAndReset();
    }
}
