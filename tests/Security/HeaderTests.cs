using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Security;

public sealed class HeaderTests
{
    /// <summary>Pages of everybody, of staff, of a link, an answer in JSON, what does not exist: in an installation with https.</summary>
    [Fact]
    public async Task Every_answer_tells_the_browser_what_it_may_not_do()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = house.NewBrowser();
        foreach (var path in (string[])["/", "/signin", "/desk", "/sign/nothing", "/campaigns/nothing", "/health", "/openapi.json"])
        {
            using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

            Assert.Equal((path, "max-age=31536000"), (path, Header("Strict-Transport-Security")));
            Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.Equal(("same-origin", "no-referrer", "nosniff"), (Header("Cross-Origin-Opener-Policy"), Header("Referrer-Policy"), Header("X-Content-Type-Options")));
            Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("", Header("Server") + Header("X-Powered-By") + Header("Access-Control-Allow-Origin"));
        }
    }

    /// <summary>Pages of one person, and those that hold a link's secret, are kept by no browser and no proxy.</summary>
    [Fact]
    public async Task What_is_somebodys_own_is_kept_nowhere()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        foreach (var path in (string[])["/desk", "/account", "/networks", "/campaigns/new", "/signin/sent", "/sign/nothing"])
        {
            using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);

            Assert.True(answer.Headers.CacheControl?.NoStore, path);
        }
    }
}
