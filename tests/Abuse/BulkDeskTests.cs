using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Abuse;

/// <summary>The coordinator's screen for many signatures at once, and the lists of mail domains, through the app's doors.</summary>
[Collection(DeskCollection.Name)]
public sealed class BulkDeskTests(DeskFixture fixture)
{
    [Fact]
    public async Task From_the_preview_to_the_reason_and_back()
    {
        var house = await fixture.GetAsync();
        var (id, campaign) = await OpenAsync(house, "From the preview");
        for (var number = 1; number <= 3; number++) await SignAsync(house, campaign, number);
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        Assert.Contains($"/desk/{id}/bulk", (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Body, StringComparison.Ordinal);

        var page = await DeskHouse.GetAsync(browser, $"/desk/{id}/bulk");
        Assert.Contains("Nothing yet.", page.Text, StringComparison.Ordinal);
        var empty = await DeskHouse.SendAsync(browser, page, $"/desk/{id}/bulk");
        Assert.Equal(422, empty.Status);
        Assert.Contains("at least one of the fields", empty.Text, StringComparison.Ordinal);

        var preview = await DeskHouse.SendAsync(browser, page, $"/desk/{id}/bulk", ("name", "robot"), ("act", "invalidate"));
        Assert.Equal(200, preview.Status);
        Assert.Contains("3 signatures would be declared invalid", preview.Text, StringComparison.Ordinal);
        Assert.Contains("robot2@example.org", preview.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await house.Get<SignatureBook>().CountNowAsync(campaign)).Organisations);

        var noReason = await ApplyAsync(browser, preview, "");
        Assert.Equal(422, noReason.Status);
        Assert.Contains("3 signatures would be declared invalid", noReason.Text, StringComparison.Ordinal); // only the reason is to be typed
        var both = await Task.WhenAll(ApplyAsync(browser, noReason, "A flood from one room"), ApplyAsync(browser, noReason, "A flood from one room"));
        Assert.All(both, done => Assert.Equal((303, $"/desk/{id}/bulk#batches"), (done.Status, done.Location)));
        Assert.Equal(Count.Zero, await house.Get<SignatureBook>().CountNowAsync(campaign));
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("declared 3 signatures invalid at once", desk.Text, StringComparison.Ordinal);
        Assert.Contains("A flood from one room", desk.Text, StringComparison.Ordinal);
        Assert.Contains("Not counted: you declared it invalid", desk.Text, StringComparison.Ordinal);

        var batches = await DeskHouse.GetAsync(browser, $"/desk/{id}/bulk");
        Assert.Contains("3 signatures declared invalid", batches.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, batches, $"/desk/{id}/bulk", ("step", "undo"))).Status);
        Assert.Equal(3, (await house.Get<SignatureBook>().CountNowAsync(campaign)).Organisations);
        Assert.Contains("Taken back", (await DeskHouse.GetAsync(browser, $"/desk/{id}/bulk")).Text, StringComparison.Ordinal);
        Assert.Equal(2, (await house.Get<CampaignStore>().JournalAsync(id)).Count(entry => entry.What.StartsWith("Bulk", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("domain", "no domain")]
    [InlineData("from", "soon")]
    [InlineData("to", "2026-99-99")]
    [InlineData("name", "<b>")]
    [InlineData("name", "...")]
    [InlineData("alike", "everything")]
    [InlineData("act", "delete")]
    [InlineData("act", "")]
    public async Task A_wrong_field_is_named_and_what_was_typed_is_kept(string field, string value)
    {
        var house = await fixture.GetAsync();
        var (id, _) = await OpenAsync(house, "A wrong field");
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var page = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}/bulk"), $"/desk/{id}/bulk", ("organisation", "robots"), (field, value));
        Assert.Equal((422, "robots"), (page.Status, page.Value("organisation")));
        Assert.NotNull(page.Document.QuerySelector($".errors a[href='#f-{field}']"));
    }

    [Fact]
    public async Task A_script_does_the_same()
    {
        var house = await fixture.GetAsync();
        var (id, campaign) = await OpenAsync(house, "A script");
        for (var number = 1; number <= 2; number++) await SignAsync(house, campaign, number);
        var preview = await PostAsync(new { step = "preview", act = "hold", domain = "example.org" });
        Assert.Equal(2, preview.GetProperty("count").GetInt32());
        var done = await PostAsync(new { step = "apply", act = "hold", domain = "example.org", reason = "by script", batch = preview.GetProperty("batch").GetString() });
        Assert.Equal(("done", 2), (done.GetProperty("state").GetString(), done.GetProperty("signatures").GetInt32()));
        var none = await house.ScriptAsync($"/desk/{id}/bulk", JsonContent.Create(new { step = "apply", act = "hold", domain = "other.example.org", reason = "x" }));
        Assert.Equal(409, (int)none.StatusCode);
        var desk = JsonDocument.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["by-hand"], desk.GetProperty("signatories")[0].GetProperty("doubts").EnumerateArray().Select(doubt => doubt.GetString()));
        Assert.Equal("undone", (await PostAsync(new { step = "undo", batch = done.GetProperty("batch").GetString() })).GetProperty("state").GetString());
        Assert.Equal(2, (await house.Get<SignatureBook>().CountNowAsync(campaign)).Organisations);

        async Task<JsonElement> PostAsync(object body)
        {
            var answer = await house.ScriptAsync($"/desk/{id}/bulk", JsonContent.Create(body));
            Assert.Equal(200, (int)answer.StatusCode);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        }
    }

    [Fact]
    public async Task The_lists_of_mail_domains_are_given_at_launch_and_changed_at_the_desk()
    {
        var house = await fixture.GetAsync();
        var (id, campaign) = await OpenAsync(house, "Lists", ("blockDomains", "@bad.example.org, worse.example.org"), ("holdDomains", "odd.example.org"));
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var page = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Equal(("bad.example.org\nworse.example.org", "odd.example.org"), (page.Value("blockDomains"), page.Value("holdDomains")));

        var refused = await DeskHouse.SendAsync(browser, page, $"/desk/{id}/domains", ("allowDomains", "bad.example.org"));
        Assert.Equal((422, "bad.example.org"), (refused.Status, refused.Value("allowDomains")));
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, page, $"/desk/{id}/domains", ("allowDomains", "good.example.org"), ("blockDomains", ""))).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/domains")).Status); // nothing new

        var rules = await house.Get<CampaignDesk>().MailRulesAsync((await house.Get<CampaignStore>().FindAsync(id))!);
        Assert.Equal(("good.example.org", "odd.example.org", ""), (string.Join(' ', rules.Allow), string.Join(' ', rules.Hold), string.Join(' ', rules.Block)));
        var said = Assert.Single(await house.Get<CampaignStore>().JournalAsync(id), entry => entry.What == "MailRulesChanged");
        Assert.Equal(["1", "1", "0"], said.Arguments);
        Assert.DoesNotContain("odd.example.org", CampaignRow.Of((await house.Get<CampaignStore>().FindAsync(id))!).GetString("State"), StringComparison.Ordinal);

        await SignAsync(house, campaign, 1, "a@odd.example.org");
        var held = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("Your list holds signatures from this mail domain", held.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, held, $"/desk/{id}/vet", ("accept", "yes"))).Status);
        Assert.Equal(1, (await house.Get<SignatureBook>().CountNowAsync(campaign)).Organisations);
    }

    static async Task<(string Id, Campaign Campaign)> OpenAsync(DeskHouse house, string title, params (string, string?)[] changes)
    {
        var id = await house.LaunchAsync([("title", title), ("reminders", ""), ("window", "P2D"), .. changes]);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        return (id, (await house.Get<CampaignStore>().FindAsync(id))!);
    }

    static async Task SignAsync(DeskHouse house, Campaign campaign, int number, string? email = null)
    {
        email ??= $"robot{number}@example.org";
        var book = house.Get<SignatureBook>();
        campaign = (await house.Get<CampaignStore>().FindAsync(campaign.Id))!;
        await book.RequestAsync(campaign, new(SignatoryKind.Organisation, $"Robots {number}", "NO", $"Robot {number}", "", email, Publication.Public, "en"));
        var key = await house.Get<Campaigns.Storage.KeyRing>().GetAsync(campaign.Id);
        await book.ConfirmAsync(SignTokens.ForSignature(key, campaign.Id, SignatureBook.IdOf(key, email)), null);
    }

    /// <summary>The form of the preview comes before the one for another pattern.</summary>
    static async Task<Answer> ApplyAsync(HttpClient browser, Answer preview, string reason)
    {
        var form = preview.Document.QuerySelector("#preview form")!;
        var fields = form.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        fields["reason"] = reason;
        return await Answer.OfAsync(await browser.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields)));
    }
}
