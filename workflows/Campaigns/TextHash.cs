using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Campaigns;

/// <summary>
/// What every signature binds: SHA-256 over all language versions and the addressee list, so that neither can change
/// without asking again. Anyone with the same texts and addressees can compute it.
/// </summary>
/// <remarks>
/// The canonical form is a row of strings, each written as <see cref="CanonicalForm"/> says:
/// <c>campaigns-text-1</c>; the number of texts; each tag and its text, by tag in ordinal order, texts in NFC with line feeds
/// and without white space at the ends; the number of addressees; and for each, in order, its office, body, country, email, language and salutation.
/// <para>Where any addressee has more than that, the form begins with <c>campaigns-text-2</c>, and each addressee is followed by its
/// closing and its group (empty for none), the number of its alternate addresses and these, the number of its copies and these.</para>
/// <para>Where the title was given in several languages, the form begins with <c>campaigns-text-3</c>; addressees are written as in
/// <c>campaigns-text-2</c>, and after the last stand the number of titles and each tag and its title, by tag in ordinal order. A title in one language is no part of it.</para>
/// </remarks>
public static class TextHash
{
    /// <summary>64 hexadecimal digits in lower case.</summary>
    /// <param name="titles">In every language that has one, the authoritative one with them; null when there is only that.</param>
    public static string Of(IReadOnlyDictionary<string, string> texts, IReadOnlyList<Addressee> addressees, IReadOnlyDictionary<string, string>? titles = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var more = titles is not null || addressees.Any(HasMore);
        hash.AppendTexts(titles is not null ? "campaigns-text-3" : more ? "campaigns-text-2" : "campaigns-text-1", CanonicalForm.Number(texts.Count));
        foreach (var (tag, text) in texts.OrderBy(entry => entry.Key, StringComparer.Ordinal)) hash.AppendTexts(tag, PlainText.Canonical(text));
        hash.AppendTexts(CanonicalForm.Number(addressees.Count));
        foreach (var to in addressees)
        {
            hash.AppendTexts(to.Office, to.Body, to.Country, to.Email, to.Language, to.Salutation);
            if (more) hash.AppendTexts([to.Closing ?? "", to.Group ?? "", .. Counted(to.Alternates), .. Counted(to.Copies)]);
        }
        if (titles is not null) hash.AppendTexts(CanonicalForm.Number(titles.Count));
        foreach (var (tag, title) in (titles ?? new Dictionary<string, string>()).OrderBy(entry => entry.Key, StringComparer.Ordinal)) hash.AppendTexts(tag, PlainText.Canonical(title));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static bool HasMore(Addressee to) => to.Closing is not null || to.Group is not null || to.Alternates is not null || to.Copies is not null;

    static ImmutableArray<string> Counted(ImmutableArray<string>? addresses) =>
        addresses is { } some ? [CanonicalForm.Number(some.Length), .. some] : [CanonicalForm.Number(0)];
}
