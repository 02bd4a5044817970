using Campaigns.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Doors;

/// <summary>Who looks at a page, as far as the page has to know: the language, and whether it was chosen by hand.</summary>
/// <param name="Language">One of <see cref="Offered"/>.</param>
/// <param name="Chosen">True when the address says it, by <c>?lang=</c> or as a mail's link does: then our links carry it on.</param>
/// <param name="Path">The page's own path, without query, escaped as it stands in an address: it may hold whatever a stranger typed.</param>
public sealed record Visitor(string Language, bool Chosen, string Path)
{
    /// <summary>Languages of the pages, by tag, with the name each gives itself. The first is the default.</summary>
    public static readonly IReadOnlyList<(string Tag, string Name)> Offered = [.. SpokenLanguage.All.Select(language => (language.Tag, language.Name))];

    /// <summary>Of the page, as HTML says it: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => SpokenLanguage.Of(Language).Direction;

    /// <summary>The address on this site, in the chosen language.</summary>
    public string Link(string path) => Chosen ? In(Language, path) : path;

    /// <summary>The languages in which this page can be had; where there is no choice, not even one.</summary>
    public IEnumerable<(string Tag, string Name)> Choices { get; private init; } = Offered;

    /// <summary>What stands behind <see cref="Path"/> in the address of a page of staff, without the language.</summary>
    string Query { get; init; } = "";

    /// <summary>The same page in another language.</summary>
    public string In(string language) => In(language, Path + Query);

    /// <summary>Pages of coordinators and operators. Those of coordinators can be had in <see cref="Desk"/>, those of operators in English only.</summary>
    public bool ForStaff => Path is "/campaigns" or "/campaigns/new" or "/campaigns/rehearsal" || StaffRooms.Any(room => Path == room || Path.StartsWith(room + "/", StringComparison.Ordinal));

    bool ForOperators => Path is "/ops" || Path.StartsWith("/ops/", StringComparison.Ordinal);

    static readonly string[] Desk = ["en", "fr", "ru"];
    static readonly string[] StaffRooms = ["/account", "/desk", "/ops", "/networks", "/signin", "/signout"];

    public static Visitor Of(HttpRequest request)
    {
        var path = request.Path.ToUriComponent() is { Length: > 0 } own ? own : "/";
        var staff = new Visitor(Offered[0].Tag, Chosen: false, path) { Choices = [] };
        if (staff.ForOperators) return staff;
        string[] spoken = staff.ForStaff ? Desk : [.. Offered.Select(language => language.Tag)];
        var chosen = Match(request.Query["lang"], spoken) ?? Match(LinkLanguage.Of(path), spoken);
        var kept = staff.ForStaff ? Match(LanguageCookie.Read(request), spoken) : null;
        var language = chosen ?? kept ?? Preferred(request.Headers.AcceptLanguage, spoken) ?? Offered[0].Tag;
        var visitor = new Visitor(language, chosen is not null, path);
        if (!staff.ForStaff) return visitor;
        // An answer to a form has no address of its own: there is no page to have in another language.
        return visitor with { Choices = HttpMethods.IsPost(request.Method) ? [] : Offered.Where(one => Desk.Contains(one.Tag)), Query = Rest(request.Query) };
    }

    static string Rest(IQueryCollection query) =>
        QueryString.Create(query.Where(one => one.Key != "lang")).ToUriComponent();

    static string In(string language, string path)
    {
        var hash = path.IndexOf('#', StringComparison.Ordinal);
        var (address, fragment) = hash < 0 ? (path, "") : (path[..hash], path[hash..]);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}{fragment}";
    }

    static string? Preferred(StringValues header, string[] spoken) =>
        !StringWithQualityHeaderValue.TryParseList(header, out var wishes) ? null
        : wishes.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Match(wish.Value.Value, spoken))
            .FirstOrDefault(match => match is not null);

    static string? Match(string? tag, string[] spoken) => SpokenLanguage.Find(tag)?.Tag is { } found && spoken.Contains(found) ? found : null;
}
