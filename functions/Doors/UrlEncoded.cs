using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Campaigns.Functions.Doors;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c>, always as UTF-8. Unlike ASP.NET Core's reader it gives back also what is broken: a NUL stays
/// one, and what is no character becomes U+FFFD, so that the check of the field can say which field it was and the rest is kept.
/// </summary>
static partial class UrlEncoded
{
    /// <returns>The last value of each field; null when there are more than <paramref name="limit"/>.</returns>
    public static IReadOnlyDictionary<string, string>? Read(byte[] body, int limit)
    {
        var pairs = Encoding.UTF8.GetString(body).Split('&', limit + 1);
        if (pairs.Length > limit) return null;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs.Where(pair => pair.Length > 0))
        {
            var parts = pair.Split('=', 2);
            fields[Decode(parts[0])] = parts.Length == 2 ? Decode(parts[1]) : "";
        }
        return fields;
    }

    static string Decode(string text) => WebUtility.UrlDecode(BrokenEscape().Replace(text, "%EF%BF%BD"));

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex BrokenEscape();
}
