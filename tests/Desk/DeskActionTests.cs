using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Desk;

[Collection(DeskCollection.Name)]
public sealed class DeskActionTests(DeskFixture fixture)
{
    [Fact]
    public async Task A_form_posted_twice_is_one_campaign_and_its_coordinator_is_told_once()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var page = await DeskHouse.GetAsync(browser, "/campaigns/new");
        Assert.Equal(DeskHouse.Coordinator, page.Value("coordinator"));
        (string, string)[] typed = [("title", "Posted twice"), ("statement", "We ask."), ("window", "P2D"), ("coordinator", "twice@example.org")];

        var both = await Task.WhenAll(DeskHouse.SendAsync(browser, page, "/campaigns", typed), DeskHouse.SendAsync(browser, page, "/campaigns", typed));
        Assert.All(both, answer => Assert.Equal(303, answer.Status));
        Assert.Equal(both[0].Location, both[1].Location);
        Assert.Equal(both[0].Location, await house.Mail.LinkAsync("twice@example.org", "/desk/"));
        Assert.Equal(1, house.Mail.CountTo("twice@example.org"));

        var other = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/campaigns/new"), "/campaigns", typed);
        Assert.NotEqual(both[0].Location, other.Location);
    }

    [Fact]
    public async Task A_script_launches_once_for_each_idempotency_key()
    {
        var house = await fixture.GetAsync();
        var first = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(Launches.Form()), idempotencyKey: "one"));
        var again = await Answer.OfAsync(await house.ScriptAsync("/campaigns", JsonContent.Create(Launches.Form()), idempotencyKey: "one"));
        Assert.Equal((202, 202), (first.Status, again.Status));
        Assert.Equal(first.Body, again.Body);
        using var json = JsonDocument.Parse(first.Body);
        var id = json.RootElement.GetProperty("id").GetString();
        Assert.Equal($"https://campaigns.example.org/desk/{id}", json.RootElement.GetProperty("desk").GetString());
        Assert.Equal($"https://campaigns.example.org/campaigns/{id}", json.RootElement.GetProperty("campaign").GetString());
    }

    [Fact]
    public async Task A_form_without_its_hidden_input_does_nothing_and_keeps_what_was_typed()
    {
        var house = await fixture.GetQuietAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var answer = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/campaigns/new"), "/campaigns",
            ("title", "From elsewhere"), ("statement", "We ask."), ("window", "P2D"), ("form", "forged"));
        Assert.Equal((400, "From elsewhere"), (answer.Status, answer.Value("title")));
        Assert.Equal(0, await house.StoredAsync());
    }

    [Theory]
    [InlineData("extend", "closesAt", "", "soon", "2020-01-01T00:00", "2999-01-01T00:00", "2026-03-09T10:00\r\nX: 1", "<script>")]
    [InlineData("cancel", "reason", "", " ", "two\nlines", "bell\a", null)]
    [InlineData("vet", "signature", "")]
    [InlineData("vet", "accept", "", "maybe")]
    [InlineData("addendum", "until", "", "soon", "2999-01-01T00:00Z")]
    [InlineData("resend", "round", "", "x", "0", "99", "-1")]
    [InlineData("resend", "addressee", "", "x", "0", "7", "99999999999")]
    [InlineData("resend", "reason", "", "two\nlines", null)]
    public async Task A_wrong_field_of_an_action_is_named_and_nothing_is_done(string action, string field, params string?[] values)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var before = await house.StoredAsync(id);
        foreach (var value in values)
        {
            var fields = new Dictionary<string, string> { ["signature"] = "x", ["accept"] = "yes", ["round"] = "1", ["addressee"] = "1", ["reason"] = "because" };
            fields[field] = value ?? new string('x', Limits.Reason + 1);
            var page = await Answer.OfAsync(await house.ScriptAsync($"/desk/{id}/{action}", new FormUrlEncodedContent(fields)));
            Assert.Equal(422, page.Status);
            Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-" + field);
            var json = await Answer.OfAsync(await house.ScriptAsync($"/desk/{id}/{action}", JsonContent.Create(fields)));
            Assert.Equal(422, json.Status);
            Assert.Contains($"\"field\":\"{field}\"", json.Body, StringComparison.Ordinal);
        }
        Assert.Equal(before, await house.StoredAsync(id));
    }

    [Fact]
    public async Task What_the_moment_does_not_allow_is_refused_with_a_reason()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        foreach (var action in new[] { "close", "approve" })
        {
            var answer = await Answer.OfAsync(await house.ScriptAsync($"/desk/{id}/{action}", new FormUrlEncodedContent([new("x", "")])));
            Assert.Equal(409, answer.Status);
            Assert.NotNull(answer.Document.QuerySelector(".errors"));
        }
        Assert.Equal(404, (await DeskHouse.GetAsync(browser, "/desk/aaaaaaaaaaaaaaaa")).Status);
        Assert.Equal(404, (int)(await house.ScriptAsync($"/desk/{id}/explode", new FormUrlEncodedContent([]))).StatusCode);
    }

    [Fact]
    public async Task The_coordinator_moves_the_deadline_and_cancels_with_a_reason_that_only_the_desk_shows()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00"), ("window", "P2D"), ("timeZone", "Europe/Warsaw"));
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Equal("2026-05-03T10:00", desk.Value("closesAt"));

        var moved = await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/extend", ("closesAt", "2026-05-07T18:30"));
        Assert.Equal(303, moved.Status);
        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("The coordinator moved the deadline", desk.Text, StringComparison.Ordinal);
        Assert.Contains("Thursday 7 May 2026, 18:30", desk.Text, StringComparison.Ordinal);

        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/cancel", ("reason", "The visit was allowed"))).Status);
        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("The visit was allowed", desk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The visit was allowed", (await DeskHouse.GetAsync(browser, $"/campaigns/{id}")).Text, StringComparison.Ordinal);
        var json = await Answer.OfAsync(await house.LookAsync($"/desk/{id}"));
        Assert.Contains("\"state\":\"cancelled\"", json.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_suspends_resumes_and_tries_again_and_says_why()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Operator);
        var id = await house.LaunchAsync(("title", "Watched"), ("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        Assert.Contains("Watched", (await DeskHouse.GetAsync(browser, "/ops/campaigns?q=watched")).Text, StringComparison.Ordinal);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));

        Assert.Equal(422, (await ActAsync("retry", "")).Status);
        Assert.Equal(409, (await ActAsync("resume", "was it asleep?")).Status);
        Assert.Equal(303, (await ActAsync("suspend", "the office moves")).Status);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"suspended\"", StringComparison.Ordinal));
        Assert.Equal(409, (await ActAsync("retry", "impatient")).Status);
        Assert.Equal(303, (await ActAsync("resume", "moved in")).Status);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        Assert.Equal(303, (await ActAsync("retry", "to be sure")).Status);

        var page = await DeskHouse.GetAsync(browser, $"/ops/{id}");
        foreach (var said in new[] { "The operator suspended the campaign.", "the office moves", "let the campaign go on", "Asked for “decide next step”." })
            Assert.Contains(said, page.Text, StringComparison.Ordinal);

        async Task<Answer> ActAsync(string action, string reason)
        {
            var token = (await DeskHouse.GetAsync(browser, $"/ops/{id}")).Document.Forms[^1].QuerySelector("input[name=form]")!.GetAttribute("value")!;
            return await Answer.OfAsync(await browser.PostAsync($"/ops/{id}/{action}", new FormUrlEncodedContent([new("form", token), new("reason", reason)])));
        }
    }

    [Fact]
    public async Task A_campaign_runs_from_the_form_to_the_letters_and_the_desk_tells_it()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "All the way"), ("approval", "always"), ("vetting", "coordinator"), ("signatories", "both"), ("reminders", ""),
            ("addressees", "Minister; Ministry; AT; all.the.way@example.org; de; Dear Minister"));
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));

        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("kind", "organisation"), ("organisation", "First Committee"), ("country", "NO"), ("name", "Kari Example"), ("role", "chair"), ("email", "first@example.org"), ("publication", "public"));
        Assert.Equal(303, asked.Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync("first@example.org", "/sign/")))).Status);
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("1 signature waits for your decision", desk.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/vet", ("accept", "yes"))).Status);
        Assert.Equal(409, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/vet", ("accept", "no"))).Status);

        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/close")).Status);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"approval\"", StringComparison.Ordinal));
        house.Mail.Answer = HttpStatusCode.BadRequest;
        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/approve")).Status);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"dispatched\"", StringComparison.Ordinal));
        house.Mail.Answer = HttpStatusCode.Accepted;

        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("Refused by the mail service", desk.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/resend", ("addressee", "1"), ("reason", "The service was ill"))).Status);
        Assert.Equal(409, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/resend", ("addressee", "1"), ("reason", "Again"))).Status);
        Assert.Equal(1, house.Mail.CountTo("all.the.way@example.org"));
        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("The coordinator sent letter 1 again.", desk.Text, StringComparison.Ordinal);
        Assert.Contains("1 organisation from 1 country", desk.Text, StringComparison.Ordinal);
    }
}
