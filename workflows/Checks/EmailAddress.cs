using System.Buffers;
using System.Globalization;
using System.Text;

namespace Campaigns.Checks;

/// <summary>A mail address that passed the checks.</summary>
/// <param name="Address">What mail is sent to: the local part as typed, the domain in lower-case ASCII (punycode).</param>
/// <param name="Key">Who it is: two spellings of one mailbox have the same key. Never sent to.</param>
public readonly record struct EmailAddress(string Address, string Key)
{
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Characters of a local part outside quotes (RFC 5322 atext and the dot). Only ASCII: the mail service takes no other.</summary>
    static readonly SearchValues<char> LocalCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Strict: <c>local@domain</c>, nothing around it, a domain of two labels or more; no quotes, comments or address literals.</summary>
    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        var trimmed = text?.Trim() ?? "";
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || trimmed.Length > Limits.Email || !IsLocalPart(trimmed.AsSpan(0, at))) return false;
        if (ReadDomain(trimmed[(at + 1)..]) is not { } domain || at + 1 + domain.Length > Limits.Email) return false;
        var local = trimmed[..at];
        address = new($"{local}@{domain}", KeyOf(local, domain));
        return true;
    }

    static bool IsLocalPart(ReadOnlySpan<char> local) =>
        local.Length is > 0 and <= 64 && !local.ContainsAnyExcept(LocalCharacters)
        && local[0] != '.' && local[^1] != '.' && local.IndexOf("..") < 0;

    static string? ReadDomain(string text)
    {
        string domain;
        try
        {
            domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(text.Normalize(NormalizationForm.FormC)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // not a name: lone surrogates, empty or over-long labels, forbidden characters
        }
        var labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) && IsTopLevel(labels[^1]) ? domain : null;
    }

    static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    static bool IsTopLevel(string label) =>
        label.Length >= 2 && (label.All(char.IsAsciiLetter) || label.StartsWith("xn--", StringComparison.Ordinal));

    /// <summary>Dots and what follows a plus are dropped only where the provider is known to ignore them.</summary>
    static string KeyOf(string local, string domain)
    {
        local = local.ToLowerInvariant();
        if (domain is not ("gmail.com" or "googlemail.com")) return $"{local}@{domain}";
        var name = local.Split('+')[0].Replace(".", "", StringComparison.Ordinal);
        return $"{(name.Length > 0 ? name : local)}@gmail.com";
    }
}
