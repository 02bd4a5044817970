using System.Globalization;

namespace Campaigns;

/// <summary>
/// One mail address as it goes into an envelope: <c>local@domain.tld</c>, nothing around it. Stricter than RFC 5322 on purpose
/// (no quoting, no comments, no literals): what is refused here is a typing error or an attack.
/// </summary>
public static class EmailAddress
{
    const string LocalSigns = "!#$%&'*+-/=?^_`{|}~.";
    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The address with its domain in lower-case ASCII (punycode where needed), or null. Outer spaces do not matter.</summary>
    public static string? Read(string text)
    {
        var trimmed = text.Trim(' ');
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || trimmed.Length > Limits.Email) return null;

        var local = trimmed[..at];
        var domain = ReadDomain(trimmed[(at + 1)..]);
        var address = $"{local}@{domain}";
        return domain is not null && IsLocal(local) && address.Length <= Limits.Email ? address : null;
    }

    /// <summary>The form in which two spellings of one mailbox are the same text.</summary>
    public static string Key(string address) => address.ToLowerInvariant();

    static bool IsLocal(string local) =>
        local.Length <= 64
        && local.All(c => char.IsAsciiLetterOrDigit(c) || LocalSigns.Contains(c, StringComparison.Ordinal))
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    static string? ReadDomain(string domain)
    {
        if (domain.Length is 0 or > 253) return null;
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            return labels.Length >= 2 && labels.All(IsLabel) && labels[^1].Length >= 2 && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException) // not a name that can be looked up
        {
            return null;
        }
    }

    static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-';
}
