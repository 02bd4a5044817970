using System.Text.RegularExpressions;
using Campaigns.Access.SecondFactors;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Accounts;

/// <summary>A person with a telephone: sets the second factor up and types its codes.</summary>
sealed partial class Telephone(DeskHouse house)
{
    byte[] secret = [];

    /// <summary>As it stood on the page.</summary>
    public string Secret => Totp.TextOf(secret);

    /// <summary>What the app shows now.</summary>
    public string Code => Totp.CodeOf(secret, Totp.StepAt(house.Time.GetUtcNow()));

    /// <summary>A code that is wrong now, whatever the window.</summary>
    public string Wrong => Enumerable.Range(0, 9).Select(n => $"{n}{n}{n}{n}{n}{n}").First(code => Totp.Match(secret, code, house.Time.GetUtcNow(), 0) is null);

    /// <summary>The next step, so that a code can be used again.</summary>
    public void Wait() => house.Time.Advance(TimeSpan.FromSeconds(30));

    /// <summary>Reads the secret from the page, as people do who cannot scan.</summary>
    public void Read(string shown)
    {
        secret = new byte[Totp.SecretSize];
        Assert.True(Storage.Base32.TryDecode(shown.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(), secret));
    }

    /// <summary>Through the pages; gives the recovery codes.</summary>
    public async Task<IReadOnlyList<string>> SetUpAsync(HttpClient browser)
    {
        var begun = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/account/factor"), "/account/factor/begin");
        Assert.Equal((303, "/account/factor"), (begun.Status, begun.Location));
        var page = await DeskHouse.GetAsync(browser, "/account/factor");
        Read(page.Document.QuerySelector("code.secret")!.TextContent);
        var done = await DeskHouse.SendAsync(browser, page, "/account/factor/confirm", ("code", Code));
        Assert.Equal(200, done.Status);
        Wait();
        return [.. done.Document.QuerySelectorAll(".recovery code").Select(one => one.TextContent)];
    }

    /// <summary>The link's button, pressed; the browser then stands before the code.</summary>
    public async Task<HttpClient> HalfWayAsync(string email)
    {
        var browser = house.NewBrowser();
        var entered = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, await house.AskForLinkAsync(browser, email)));
        Assert.Equal((303, "/signin/code"), (entered.Status, entered.Location));
        Carry(browser, entered);
        return browser;
    }

    public static async Task<Answer> EnterAsync(HttpClient browser, string code)
    {
        var answer = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/signin/code"), ("code", code));
        if (answer.Status == 303) Carry(browser, answer);
        return answer;
    }

    /// <summary>The base address is https: a browser would not send the cookie back to the test's http.</summary>
    public static void Carry(HttpClient browser, Answer answer)
    {
        if (answer.Header("Set-Cookie") is not { } cookie) return;
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", Pair().Match(cookie).Value);
    }

    [GeneratedRegex("^[^;]*")]
    private static partial Regex Pair();
}
