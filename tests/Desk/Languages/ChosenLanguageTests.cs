using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Tests.Desk.Languages;

/// <summary>How a coordinator comes to read a language, and what keeps to English.</summary>
[Collection(DeskCollection.Name)]
public sealed class ChosenLanguageTests
{
    [Theory]
    [InlineData("/desk/a", "", "fr-CH, en;q=0.5", "", "fr")]
    [InlineData("/desk/a", "", "uk, ru;q=0.5", "", "ru")]
    [InlineData("/desk/a", "", "es", "", "en")]
    [InlineData("/desk/a", "", "ar, en;q=0.5", "", "en")]
    [InlineData("/desk/a", "?lang=ru", "fr", "fr", "ru")]
    [InlineData("/desk/a", "?lang=es", "fr", "", "fr")]
    [InlineData("/networks", "", "fr", "ru", "ru")]
    [InlineData("/campaigns/new", "", "en", "fr", "fr")]
    [InlineData("/campaigns/rehearsal", "", "en", "fr", "fr")]
    [InlineData("/account", "", "", "nonsense", "en")]
    [InlineData("/signin", "", "ru", "", "ru")]
    [InlineData("/ops", "?lang=fr", "fr", "fr", "en")]
    [InlineData("/ops/people", "", "ru", "", "en")]
    [InlineData("/campaigns/a", "", "fr", "ru", "fr")] // a page that others share does not look at the cookie
    public void Coordinators_choose_among_three_operators_read_English(string path, string query, string accepted, string kept, string language)
    {
        var request = Request(path, query);
        request.Headers.AcceptLanguage = accepted;
        if (kept.Length > 0) request.Headers.Cookie = $"campaigns-language={kept}";
        Assert.Equal(language, Visitor.Of(request).Language);
    }

    [Fact]
    public void The_other_languages_lead_to_the_same_page_with_what_was_asked_of_it()
    {
        var visitor = Visitor.Of(Request("/campaigns/new", "?template=S1&lang=fr&list=a%26b"));
        Assert.Equal(["en", "fr", "ru"], visitor.Choices.Select(choice => choice.Tag));
        Assert.Equal("/campaigns/new?template=S1&list=a%26b&lang=ru", visitor.In("ru"));
        Assert.Empty(Visitor.Of(Request("/ops/campaigns", "?lang=fr")).Choices);
        var refused = Request("/desk/a/extend", "");
        refused.Method = HttpMethods.Post; // its address cannot be opened
        Assert.Empty(Visitor.Of(refused).Choices);
    }

    [Fact]
    public async Task A_choice_holds_for_the_session_and_only_for_somebody_who_is_signed_in()
    {
        await using var house = await DeskHouse.OpenAsync();
        Assert.Null((await DeskHouse.GetAsync(house.NewBrowser(), "/signin?lang=fr")).Header("Set-Cookie"));
        var browser = house.NewBrowser();
        var link = await house.AskForLinkAsync(browser, DeskHouse.Coordinator);
        Assert.DoesNotContain("lang=", link, StringComparison.Ordinal);

        browser = await house.SignInAsync(DeskHouse.Coordinator);
        Assert.Equal("en", Language(await DeskHouse.GetAsync(browser, "/desk")));
        var chosen = await DeskHouse.GetAsync(browser, "/desk?lang=fr");
        Assert.Equal("fr", Language(chosen));
        var cookie = Assert.Single(chosen.Response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("campaigns-language=fr;", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "secure", "httponly", "samesite=lax", "max-age=43200" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);

        var both = $"{browser.DefaultRequestHeaders.GetValues("Cookie").Single()}; campaigns-language=fr";
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", both);
        var desk = await DeskHouse.GetAsync(browser, "/networks");
        Assert.Equal("fr", Language(desk));
        var left = await DeskHouse.SendAsync(browser, desk, "/signout");
        Assert.Contains(left.Response.Headers.GetValues("Set-Cookie"), gone => gone.StartsWith("campaigns-language=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_signs_in_and_launches_in_French_gets_French_mail()
    {
        await using var house = await DeskHouse.OpenAsync();
        var browser = house.NewBrowser();
        var link = await house.Mail.LinkAfterAsync(DeskHouse.Coordinator, "/signin/", async () =>
            Assert.Equal("/signin/sent?lang=fr", (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/signin?lang=fr"), ("email", DeskHouse.Coordinator))).Location));
        Assert.EndsWith("?lang=fr", link, StringComparison.Ordinal);
        var entered = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, link));
        Assert.Equal("/desk?lang=fr", entered.Location);
        browser.DefaultRequestHeaders.Add("Cookie", entered.Header("Set-Cookie")!.Split(';')[0]);

        var form = await DeskHouse.GetAsync(browser, "/campaigns/new?lang=fr");
        browser.DefaultRequestHeaders.Add("Accept-Language", "fr");
        var launched = await DeskHouse.SendAsync(browser, form, "/campaigns", ("title", "Let him enter"), ("statement", "We ask."), ("language", "en"), ("window", "P2D"));
        Assert.Equal(303, launched.Status);
        await house.UntilStateAsync(launched.Location!.Split('/', '?')[2], "open");
        Assert.Contains(house.Mail.All, mail => mail.To == DeskHouse.Coordinator && mail.Text.Contains("Votre campagne «\u00a0Let him enter\u00a0»", StringComparison.Ordinal));
    }

    static string? Language(Answer page) => page.Document.DocumentElement.GetAttribute("lang");

    static HttpRequest Request(string path, string query)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.QueryString) = (HttpMethods.Get, path, new QueryString(query));
        return request;
    }
}
