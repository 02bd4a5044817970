namespace Campaigns.Language;

/// <summary>
/// A person's own link says in which language its mail was, behind the secret: <c>/sign/SECRET.ar</c>. So whatever hangs on the address
/// (<c>/decline</c>, <c>?text=</c>) can be hung on it all the same, and the link works without it, too.
/// </summary>
public static class LinkLanguage
{
    static readonly string[] Personal = ["/sign/", "/updates/"];

    /// <summary>The address of a page that opens in this language. English is left to the browser: it is also written to whose language the product does not speak.</summary>
    /// <param name="path">Without a query; a person's own ends with its secret.</param>
    public static string Add(string path, string language) => SpokenLanguage.Of(language) switch
    {
        var spoken when spoken == SpokenLanguage.Default => path,
        var spoken when IsPersonal(path) => $"{path}.{spoken.Tag}",
        var spoken => $"{path}?lang={spoken.Tag}",
    };

    /// <summary>The tag that a personal link says; null for every other address.</summary>
    public static string? Of(string path) => IsPersonal(path) ? path.Split('/').Select(part => Split(part).Tag).FirstOrDefault(tag => tag is not null) : null;

    /// <summary>The secret alone.</summary>
    public static string Without(string token) => Split(token).Secret;

    static bool IsPersonal(string path) => Personal.Any(room => path.StartsWith(room, StringComparison.Ordinal));

    static (string Secret, string? Tag) Split(string part) =>
        part.LastIndexOf('.') is var dot and > 0 && SpokenLanguage.All.FirstOrDefault(one => one.Tag == part[(dot + 1)..]) is { } spoken ? (part[..dot], spoken.Tag) : (part, null);
}
