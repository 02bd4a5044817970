using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Campaigns.Tests.Drafting;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Desk.Languages;

/// <summary>Who gets a mail in a language and opens its link somewhere else, where the browser asks for another one, reads on in that of the mail.</summary>
[Collection(DeskCollection.Name)]
public sealed partial class MailLinkTests(DeskFixture fixture)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("fr", "ltr")]
    public async Task Every_mail_to_a_signatory_or_an_invited_person_leads_on_in_its_own_language(string language, string direction)
    {
        var (house, id) = await OpenAsync(language);
        var (signer, invited) = ($"signer.{language}@example.org", $"invited.{language}@example.org");
        await AskAsync(house, id, signer, language);
        var elsewhere = Elsewhere(house, "en-GB, ru;q=0.5");
        var link = await house.Mail.LinkAsync(signer, "/sign/");
        Assert.EndsWith($".{language}", link, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await elsewhere.SendAsync(new(HttpMethod.Head, link), Cancel)).StatusCode);
        var button = await DeskHouse.GetAsync(elsewhere, link);
        Assert.Equal((200, language, direction), (button.Status, button.Document.DocumentElement.GetAttribute("lang"), button.Document.DocumentElement.GetAttribute("dir")));
        Assert.Equal(0, await CountAsync(house, id)); // whoever looks has not signed
        var signed = await DeskHouse.SendAsync(elsewhere, button);
        Assert.Equal((303, $"{link}/receipt?lang={language}"), (signed.Status, signed.Location));
        Assert.Equal(1, await CountAsync(house, id));

        house.Time.Advance(TimeSpan.FromMinutes(3)); // the next mail to the same address
        await AskAsync(house, id, signer, language); // "you have signed"
        var closing = house.Time.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd'T'HH:mm", null);
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/extend", JsonContent.Create(new { closesAt = closing }), "application/json")).StatusCode);
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/updates", JsonContent.Create(new { step = "send", subject = "News", text = "There is news." }), "application/json")).StatusCode);
        foreach (var (to, mails) in new[] { (signer, 4), (invited, 2) }) await Eventually.HoldsAsync($"{to} has {mails} mails", () => house.Mail.CountTo(to) >= mails);
        foreach (var (to, path) in Links(house, signer, invited))
        {
            Assert.True(path.EndsWith((path.StartsWith("/campaigns/", StringComparison.Ordinal) ? "?lang=" : ".") + language, StringComparison.Ordinal), $"{to}: {path}");
            Assert.Equal(language, (await DeskHouse.GetAsync(elsewhere, path)).Document.DocumentElement.GetAttribute("lang"));
        }
        var stop = await house.Mail.LinkAsync(signer, "/updates/");
        Assert.Contains(house.Mail.Headers, one => one.To == signer && one.Headers.GetValueOrDefault("List-Unsubscribe") == $"<https://campaigns.example.org{stop}>");
    }

    [Fact]
    public async Task Who_chooses_another_language_on_the_page_goes_on_in_that_one()
    {
        var (house, id) = await OpenAsync("ru");
        await AskAsync(house, id, "signer.ru@example.org", "ru");
        var elsewhere = Elsewhere(house, "en");
        var page = await DeskHouse.GetAsync(elsewhere, await house.Mail.LinkAsync("signer.ru@example.org", "/sign/"));
        page = await DeskHouse.GetAsync(elsewhere, page.Document.QuerySelector("nav a[lang=uk]")!.GetAttribute("href")!);
        Assert.Equal("uk", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith("?lang=uk", (await DeskHouse.SendAsync(elsewhere, page)).Location, StringComparison.Ordinal);
    }

    /// <summary>As programs do, and people who type: what hangs on the address hangs on that of a mail in any language.</summary>
    [Fact]
    public async Task Whatever_can_be_hung_on_a_link_can_be_hung_on_this_one()
    {
        var (house, id) = await OpenAsync("es");
        var link = await house.Mail.LinkAsync("invited.es@example.org", "/sign/");
        var elsewhere = Elsewhere(house, "en");
        var other = await DeskHouse.GetAsync(elsewhere, link + "?lang=en");
        Assert.Equal("en", other.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(200, (await DeskHouse.GetAsync(elsewhere, link[..^".es".Length])).Status);
        Assert.Equal(404, (await DeskHouse.GetAsync(elsewhere, link + ".es")).Status);
        var page = await DeskHouse.GetAsync(elsewhere, link + "/decline");
        Assert.Equal("es", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(303, (await DeskHouse.SendAsync(elsewhere, page, link + "/decline?lang=es")).Status);
        Assert.Equal(0, await CountAsync(house, id));
    }

    /// <summary>English is also what those get whose language the product does not speak: there the browser knows better.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("ka")]
    public async Task A_mail_in_English_leaves_the_language_to_the_browser(string language)
    {
        var (house, id) = await OpenAsync(language);
        var email = $"signer.{language}@example.org";
        await AskAsync(house, id, email, language);
        var link = await house.Mail.LinkAsync(email, "/sign/");
        Assert.DoesNotContain(".", link, StringComparison.Ordinal);
        Assert.Equal("ru", (await DeskHouse.GetAsync(Elsewhere(house, "ru"), link)).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_reviewer_reads_and_speaks_in_the_language_of_the_mail()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "Let her enter", "We ask.", "Luc Example; luc.link@example.org; fr");
        await draft.RoundAsync(TimeSpan.FromDays(2));
        var elsewhere = Elsewhere(house, "en");
        var page = await DeskHouse.GetAsync(elsewhere, await house.Mail.LinkAsync("luc.link@example.org", "/sign/review/"));
        Assert.Equal("fr", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.All(page.Document.Forms, form => Assert.EndsWith("?lang=fr", form.GetAttribute("action"), StringComparison.Ordinal));
    }

    async Task<(DeskHouse House, string Id)> OpenAsync(string language)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(
            ("title", $"Let her enter, {language}"), ("signatories", "both"), ("window", "P3D"), ("reminders", ""), ("approval", "always"),
            ("invitations", $"Sample Committee; NO; Kari Example; invited.{language}@example.org; {language}"));
        await house.UntilStateAsync(id, "open");
        return (house, id);
    }

    static async Task AskAsync(DeskHouse house, string id, string email, string language)
    {
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}?lang={language}"), $"/campaigns/{id}/signatures{(language == "ka" ? "" : "?lang=" + language)}",
            ("kind", "individual"), ("country", "NO"), ("name", "Kari Example"), ("email", email), ("publication", "public"), ("updates", "yes"), ("language", language));
        Assert.Equal(303, asked.Status);
    }

    static HttpClient Elsewhere(DeskHouse house, string asksFor)
    {
        var browser = house.NewBrowser();
        browser.DefaultRequestHeaders.Add("Accept-Language", asksFor);
        return browser;
    }

    /// <summary>Every address in every mail to these, as the text has it.</summary>
    static IEnumerable<(string To, string Path)> Links(DeskHouse house, params string[] people) =>
        house.Mail.All.Where(mail => people.Contains(mail.To)).SelectMany(mail => Addresses().Matches(mail.Text).Select(found => (mail.To, new Uri(found.Value).PathAndQuery)));

    static async Task<int> CountAsync(DeskHouse house, string id) =>
        (await house.Get<Signatures.SignatureBook>().CountNowAsync((await house.Get<CampaignStore>().FindAsync(id, Cancel))!)).Signatures;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();
}
