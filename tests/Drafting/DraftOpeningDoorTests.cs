using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Drafting;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Drafting;

/// <summary>A campaign that opens by itself when its text is approved, through the doors.</summary>
[Collection(DeskCollection.Name)]
public sealed class DraftOpeningDoorTests(DeskFixture fixture)
{
    [Fact]
    public async Task What_everybody_approved_opens_and_nothing_else()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "Opens by itself", "We ask.", "Ana Example; ana.opens@example.org", "Ole Example; ole.opens@example.org");
        await draft.SaveAsync("Nous demandons.", "fr");
        await draft.RoundAsync(TimeSpan.FromDays(3));
        Assert.Equal(202, (int)(await draft.AwaitAsync(Form(), "once")).StatusCode);
        Assert.Equal(202, (int)(await draft.AwaitAsync(Form(), "once")).StatusCode); // sent twice
        await draft.ApproveAsync("ana.opens@example.org");

        // An objection stops it, and the editors are told.
        await draft.ObjectAsync("ole.opens@example.org", "Too weak");
        var stopped = (await draft.LookAsync()).GetProperty("opens");
        Assert.Equal(("objection", JsonValueKind.Null), (stopped.GetProperty("stoppedBy").GetString(), stopped.GetProperty("campaign").ValueKind));
        await draft.ActAsync("wait");

        await draft.SaveAsync("We demand.");
        await draft.ApproveAsync("ana.opens@example.org");
        await draft.ApproveAsync("ole.opens@example.org");
        Assert.Equal("fr", Assert.Single((await draft.LookAsync()).GetProperty("opens").GetProperty("unread").EnumerateArray()).GetString()); // nobody vouches for the French text yet
        Assert.Null(await draft.CampaignAsync());
        await draft.ApproveAsync("ole.opens@example.org", "fr");

        var id = (await draft.CampaignAsync())!;
        await house.UntilAsync($"/campaigns/{id}", said => said.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        var page = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}");
        Assert.Contains("We demand.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nous demandons.", (await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}?lang=fr")).Text, StringComparison.Ordinal);
        Assert.Equal(409, (int)(await draft.TryAsync("save", ("language", "en"), ("copy", "abcdefgh"), ("base", "2"), ("statement", "Changed late"))).StatusCode);
        Assert.Equal(409, (int)(await draft.AwaitAsync(Form(), "another")).StatusCode);
        Assert.Equal(409, (int)(await draft.TryAsync("drop")).StatusCode); // it cannot be undone any more
    }

    [Fact]
    public async Task It_is_set_up_with_the_form_and_undone_on_the_page_of_the_draft()
    {
        var house = await fixture.GetAsync();
        var ana = await house.SignedInAsync(DeskHouse.Coordinator);
        var draft = await DraftOnTheDesk.BeginAsync(house, "Set up by form", "We ask.", "Eva Example; eva.form@example.org");
        await draft.ActAsync("editors", ("editors", DeskHouse.Coordinator));
        Assert.Contains($"/campaigns/new?draft={draft.Id}", (await DeskHouse.GetAsync(ana, draft.Page)).Body, StringComparison.Ordinal);

        var form = await DeskHouse.GetAsync(ana, $"/campaigns/new?draft={draft.Id}");
        Assert.Null(form.Value("statement"));
        Assert.Contains("Open by itself when the draft is approved", form.Text, StringComparison.Ordinal);
        var wrong = await DeskHouse.SendAsync(ana, form, "/campaigns", ("window", "soon"));
        Assert.Equal((422, draft.Id), (wrong.Status, wrong.Value("draft")));
        var sent = await DeskHouse.SendAsync(ana, wrong, "/campaigns", ("window", "P3D"));
        Assert.Equal((303, draft.Page), (sent.Status, sent.Location));

        var waiting = await DeskHouse.GetAsync(ana, draft.Page);
        Assert.Contains("Still to approve: Eva Example", waiting.Text, StringComparison.Ordinal);
        Assert.Equal("P3D", (await DeskHouse.GetAsync(ana, $"/campaigns/new?draft={draft.Id}")).Value("window"));
        Assert.Equal(303, (await DeskHouse.SendAsync(ana, waiting, $"{draft.Page}/drop")).Status);
        Assert.DoesNotContain("Still to approve", (await DeskHouse.GetAsync(ana, draft.Page)).Text, StringComparison.Ordinal);

        // What an editor objects to is told; what a reviewer objects to is mailed.
        Assert.Equal(303, (await DeskHouse.SendAsync(ana, await DeskHouse.GetAsync(ana, $"/campaigns/new?draft={draft.Id}"), "/campaigns", ("window", "P3D"))).Status);
        await draft.RoundAsync(TimeSpan.FromDays(1));
        await draft.ObjectAsync("eva.form@example.org", "Not like this");
        await house.Mail.LinkAsync(DeskHouse.Coordinator, draft.Page);
        Assert.Contains(house.Mail.All, mail => mail.To == DeskHouse.Coordinator && mail.Subject == "It does not open by itself: Set up by form");
        Assert.Contains("A reviewer has objected", (await DeskHouse.GetAsync(ana, draft.Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_meanwhile_stops_it_and_the_form_is_sent_again()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "Too late", "We ask.", "Eva Example; eva.late@example.org");
        await draft.RoundAsync(TimeSpan.FromDays(5));
        var closes = house.Time.GetUtcNow().AddMinutes(5).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var form = Form(("window", ""), ("closesAt", closes));
        Assert.Equal(202, (int)(await draft.AwaitAsync(form)).StatusCode);
        house.Time.Advance(TimeSpan.FromMinutes(10));
        await draft.ApproveAsync("eva.late@example.org");

        var opens = (await draft.LookAsync()).GetProperty("opens");
        Assert.Equal(("form", JsonValueKind.Null), (opens.GetProperty("stoppedBy").GetString(), opens.GetProperty("campaign").ValueKind));
        Assert.Equal(202, (int)(await draft.AwaitAsync(Form())).StatusCode);
        Assert.NotNull(await draft.CampaignAsync());
    }

    [Fact]
    public async Task A_text_beside_the_draft_or_a_draft_that_is_not_there_is_refused()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "Refused", "We ask.");
        var both = await Answer.OfAsync(await draft.AwaitAsync(Form(("statement", "Another text"))));
        Assert.Equal((422, true), (both.Status, both.Body.Contains("\"statement\"", StringComparison.Ordinal)));
        var none = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(Form(("draft", "aaaaaaaaaaaaaaaa")))));
        Assert.Equal((422, true), (none.Status, none.Body.Contains("\"draft\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_was_ordered_and_not_done_the_sweep_does_and_the_same_order_is_the_same_campaign()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "Cut off", "We ask.", "Eva Example; eva.cut@example.org");
        await draft.RoundAsync(TimeSpan.FromDays(2));
        await draft.AwaitAsync(Form());
        // As when the process dies between the approval and the launch.
        var decided = await house.Get<DraftWriter>().DecideAsync(draft.Id, new DraftCommand.Judge(1, "", "en", 1, true, ""));
        Assert.True(decided!.Draft.Launch!.IsDue);
        house.Time.Advance(TimeSpan.FromMinutes(3));
        await Eventually.HoldsAsync("the draft opens", async () => await draft.CampaignAsync() is not null);
    }

    static Dictionary<string, string> Form(params (string Field, string Value)[] changes)
    {
        var fields = new Dictionary<string, string> { ["window"] = "P2D", ["timeZone"] = "UTC", ["coordinator"] = "coordinator@example.org" };
        foreach (var (field, value) in changes) fields[field] = value;
        return fields.Where(field => field.Value.Length > 0).ToDictionary();
    }
}
