using System.Text.RegularExpressions;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Campaigns.Tests.Look;

/// <summary>
/// Looks at pages on every <see cref="Screen"/>, each loaded once: what axe finds, nothing wider than the screen, no text cut, nothing that moves for
/// those who want it still, nothing asked of anybody else, no error in the console. With <c>CAMPAIGNS_PICTURES</c> it lays out a sheet of what it saw.
/// </summary>
sealed partial class Beholder : IAsyncDisposable
{
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    readonly List<string> complaints = [];
    readonly SortedSet<string> doors = new(StringComparer.Ordinal);
    readonly IBrowserContext context;
    readonly string name;
    string shown = "";
    int pages;

    Beholder(IBrowserContext context, IPage page, string name) => (this.context, Page, this.name) = (context, page, name);

    public IPage Page { get; }

    /// <param name="address">Of the app: nobody else is asked for anything.</param>
    /// <param name="name">Pictures begin with it.</param>
    public static async Task<Beholder> OpenAsync(BrowserFixture browser, Uri address, string name)
    {
        // With scripts: axe and the measuring need them, the pages do not.
        var context = await browser.NewContextAsync(new() { JavaScriptEnabled = true, BaseURL = address.ToString(), Locale = "en-GB" });
        var beholder = new Beholder(context, await context.NewPageAsync(), name);
        beholder.Page.Request += (_, request) => { if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal)) beholder.complaints.Add($"{beholder.Page.Url} asks for {request.Url}"); };
        beholder.Page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("the server responded with a status", StringComparison.Ordinal)) beholder.complaints.Add($"{beholder.Page.Url}: {said.Text}"); };
        await beholder.Page.RouteAsync("**/shown", route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = beholder.shown }));
        return beholder;
    }

    /// <summary>Goes on as this person, who is signed in.</summary>
    public async Task BecomeAsync(HttpClient person, DeskHouse house)
    {
        await context.ClearCookiesAsync();
        await context.TakeOverAsync(person, house);
    }

    /// <summary>What the platform adds to each request from now on.</summary>
    public Task BearAsync(IReadOnlyDictionary<string, string> headers) => context.SetExtraHTTPHeadersAsync(headers);

    public async Task VisitAsync(string path, Screen[] screens)
    {
        var answer = await Page.GoAsync(path);
        if (answer?.Status == 200 && PageDoors.Of(new Uri(Page.Url).AbsolutePath) is { } door) doors.Add(door);
        await LookAsync(path, screens);
    }

    /// <summary>Looks at a page that was the answer to something else than a visit.</summary>
    /// <param name="what">It is, for complaints and pictures.</param>
    public async Task ShowAsync(string what, string html, Screen[] screens)
    {
        shown = html;
        await Page.GoAsync("/shown");
        await LookAsync(what, screens);
    }

    /// <summary>Visits pages, and from there one page of each kind that links lead to.</summary>
    /// <param name="belongs">Whether a path is one to visit.</param>
    /// <returns>What was visited.</returns>
    public async Task<IReadOnlyList<string>> RoamAsync(IEnumerable<string> starts, Func<string, bool> belongs, Screen[] screens)
    {
        var (visited, ahead) = (new List<string>(), new Queue<string>(starts));
        var known = ahead.Select(Kind).ToHashSet();
        while (ahead.TryDequeue(out var path))
        {
            visited.Add(path);
            await VisitAsync(path, screens);
            foreach (var link in await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"))
                if (belongs(link) && !Unfit().IsMatch(link) && known.Add(Kind(link))) ahead.Enqueue(link);
        }
        return visited;
    }

    /// <summary>Looks at the page that is there.</summary>
    public async Task LookAsync(string what, Screen[] screens)
    {
        pages++;
        if (screens.Any(screen => screen.Axe != Look.Axe.Nothing)) await Page.EvaluateAsync(Axe);
        foreach (var screen in screens)
        {
            await screen.TurnToAsync(Page);
            var found = await Page.EvaluateAsync<string[]>(Measures.Look, new { unfolded = screen.Unfolded, still = screen.SystemColours, axe = screen.Axe.ToString(), palette = !screen.SystemColours });
            complaints.AddRange(found.Select(one => $"{what} on {screen.Name}: {one}"));
            if (screen.Shown) await Pictures.TakeAsync(Page, $"{name}-{pages:000}-{Unsafe().Replace(what, "_")}~{screen.Name}");
        }
        await screens[0].TurnToAsync(Page); // a page that comes while the system's colours are on keeps some of them
    }

    /// <param name="room">Whose doors, of those that answer with a page, were all to be looked at.</param>
    public async Task EndAsync(Room? room = null)
    {
        await Pictures.LayOutAsync(name);
        if (room is { } mine) complaints.AddRange(PageDoors.All.Where(door => PageDoors.RoomOf(door) == mine && !doors.Contains(door)).Select(door => $"nobody looked at /{door}"));
        Assert.True(complaints.Count == 0, $"{complaints.Count} on {pages} pages:\n{string.Join('\n', complaints)}");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>The address without what tells one campaign, person or letter from another.</summary>
    static string Kind(string path) => Ids().Replace(path, "*");

    [GeneratedRegex(@"(?<=/)([a-z2-7]{16}[^/?]*|\d+)|(?<==)[^&]*")]
    private static partial Regex Ids();

    /// <summary>Files, and what is the same in another language.</summary>
    [GeneratedRegex(@"\.[a-z]+(\?|$)|[?&]lang=")]
    private static partial Regex Unfit();

    [GeneratedRegex(@"[^\w.=-]+|\w{40,}")]
    private static partial Regex Unsafe();
}
