using Campaigns.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Doors;

/// <summary>Who looks at a page, as far as the page has to know: the language, and whether it was chosen by hand.</summary>
/// <param name="Language">One of <see cref="Offered"/>.</param>
/// <param name="Chosen">True when the address carries <c>?lang=</c>: then our links carry it on.</param>
/// <param name="Path">The page's own path, without query, escaped as it stands in an address: it may hold whatever a stranger typed.</param>
public sealed record Visitor(string Language, bool Chosen, string Path)
{
    /// <summary>Languages of the pages, by tag, with the name each gives itself. The first is the default.</summary>
    public static readonly IReadOnlyList<(string Tag, string Name)> Offered = [.. SpokenLanguage.All.Select(language => (language.Tag, language.Name))];

    /// <summary>Of the page, as HTML says it: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => SpokenLanguage.Of(Language).Direction;

    /// <summary>The address on this site, in the chosen language.</summary>
    public string Link(string path) => Chosen ? In(Language, path) : path;

    /// <summary>The same page in another language.</summary>
    public string In(string language) => In(language, Path);

    /// <summary>Pages of coordinators and operators are in English only.</summary>
    public bool ForStaff => Path is "/campaigns" or "/campaigns/new" || StaffRooms.Any(room => Path == room || Path.StartsWith(room + "/", StringComparison.Ordinal));

    static readonly string[] StaffRooms = ["/account", "/desk", "/ops", "/networks", "/signin", "/signout"];

    public static Visitor Of(HttpRequest request)
    {
        var path = request.Path.ToUriComponent() is { Length: > 0 } own ? own : "/";
        var staff = new Visitor(Offered[0].Tag, Chosen: false, path);
        if (staff.ForStaff) return staff;
        var chosen = Match(request.Query["lang"]);
        return new Visitor(chosen ?? Preferred(request.Headers.AcceptLanguage) ?? Offered[0].Tag, chosen is not null, path);
    }

    static string In(string language, string path)
    {
        var hash = path.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (path, "") : (path[..hash], path[hash..]);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}{fragment}";
    }

    static string? Preferred(StringValues header) =>
        !StringWithQualityHeaderValue.TryParseList(header, out var wishes) ? null
        : wishes.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Match(wish.Value.Value))
            .FirstOrDefault(match => match is not null);

    static string? Match(string? tag) => SpokenLanguage.Find(tag)?.Tag;
}
