using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Campaigns.Networks;

namespace Campaigns.Tests.Desk;

/// <summary>Letters that one coordinator asks for and another approves, through the doors.</summary>
[Collection(DeskCollection.Name)]
public sealed class SecondPersonDeskTests
{
    [Fact]
    public async Task One_asks_another_refuses_with_a_reason_it_is_asked_again_and_approved()
    {
        await using var house = await DeskHouse.OpenAsync();
        var (kari, ole) = (await house.SignInAsync(DeskHouse.Coordinator), await house.SignInAsync(DeskHouse.OtherCoordinator));
        var id = await WaitingAsync(house, "always");

        var page = await DeskHouse.GetAsync(kari, $"/desk/{id}");
        Assert.Contains("ask a second person to approve them", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(kari, page, $"/desk/{id}/ask")).Status);
        Assert.Equal($"/desk/{id}", await house.Mail.LinkAsync(DeskHouse.OtherCoordinator, "/desk/"));
        page = await DeskHouse.GetAsync(kari, $"/desk/{id}");
        Assert.Contains($"Any one of these can approve: {DeskHouse.OtherCoordinator}", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.Forms, form => form.GetAttribute("action") == $"/desk/{id}/approve");

        var theirs = await DeskHouse.GetAsync(ole, $"/desk/{id}");
        Assert.Contains($"Asked for by {DeskHouse.Coordinator}", theirs.Text, StringComparison.Ordinal);
        var empty = await DeskHouse.SendAsync(ole, theirs, $"/desk/{id}/refuse");
        Assert.Equal((422, "1"), (empty.Status, empty.Value("request")));
        Assert.Equal($"/desk/{id}", await house.Mail.LinkAfterAsync(DeskHouse.Coordinator, "/desk/", async () =>
            Assert.Equal(303, (await DeskHouse.SendAsync(ole, empty, $"/desk/{id}/refuse", ("reason", "The date is wrong."))).Status)));
        Assert.Contains(house.Mail.All, mail => mail.To == DeskHouse.Coordinator && mail.Text.Contains("The date is wrong.", StringComparison.Ordinal));

        Assert.Equal(303, (await DeskHouse.SendAsync(kari, await DeskHouse.GetAsync(kari, $"/desk/{id}"), $"/desk/{id}/ask")).Status);
        var old = await DeskHouse.SendAsync(ole, theirs, $"/desk/{id}/approve"); // the page of the first request
        Assert.Equal(409, old.Status);
        Assert.Contains("asked for again since you opened the page", old.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(ole, await DeskHouse.GetAsync(ole, $"/desk/{id}"), $"/desk/{id}/approve")).Status);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"dispatched\"", StringComparison.Ordinal));
        var done = await DeskHouse.GetAsync(kari, $"/desk/{id}");
        Assert.Contains($"asked for by {DeskHouse.Coordinator} and approved by {DeskHouse.OtherCoordinator}", done.Text, StringComparison.Ordinal);
        Assert.Contains("approved the letters, as the second person", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.org", string.Join(' ', (await house.Get<CampaignStore>().JournalAsync(id)).SelectMany(entry => entry.Arguments)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_who_asked_nor_a_script_nor_an_operator_nor_a_coordinator_of_elsewhere_approves()
    {
        await using var house = await DeskHouse.OpenAsync();
        var kari = await house.SignInAsync(DeskHouse.Coordinator);
        var id = await WaitingAsync(house, "always");
        foreach (var action in new[] { "ask", "approve", "refuse", "take-back" })
        {
            var script = await Answer.OfAsync(await house.ScriptAsync($"/desk/{id}/{action}", JsonContent.Create(new { request = 1, reason = "because" }), "application/json"));
            Assert.Equal(403, script.Status);
            Assert.Contains("a script with the key is none", script.Body, StringComparison.Ordinal);
        }
        Assert.Equal(200, await PostAsync(kari, "ask"));
        Assert.Equal(403, await PostAsync(kari, "approve"));
        Assert.Equal(403, await PostAsync(kari, "refuse"));
        Assert.Equal(403, await PostAsync(await house.SignInAsync(DeskHouse.Operator), "approve"));
        Assert.Equal(422, (int)(await (await house.SignInAsync(DeskHouse.OtherCoordinator)).PostAsync($"/desk/{id}/approve", JsonContent.Create(new { }))).StatusCode); // which request?
        Assert.Equal(200, await PostAsync(kari, "take-back"));
        Assert.Equal("approval", (await DeskAsync(house, id))["state"]!.GetValue<string>());

        var network = (await house.Get<NetworkDesk>().CreateAsync("Two people")).Id;
        await MemberAsync(house, network, "eva@example.org", "coordinator");
        await MemberAsync(house, network, "both@example.org", "coordinator");
        await MemberAsync(house, network, "both@example.org", "operator");
        await MemberAsync(house, network, "ole@example.org", "coordinator");
        var theirs = await WaitingAsync(house, "automatic", ("network", network), ("coordinator", "eva@example.org"));
        Assert.Equal(["ole@example.org"], (await DeskAsync(house, theirs))["secondApproval"]!["waitingFor"]!.AsArray().Select(one => one!.GetValue<string>()));
        id = theirs;
        Assert.Equal(403, await PostAsync(await house.SignInAsync("both@example.org"), "approve")); // an operator, too
        Assert.Equal(403, await PostAsync(kari, "approve")); // sees every campaign, and is none of that network
        Assert.Equal(200, await PostAsync(await house.SignInAsync("ole@example.org"), "approve"));

        async Task<int> PostAsync(HttpClient who, string action)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/desk/{id}/{action}") { Content = JsonContent.Create(new { request = 1, reason = "because" }), Headers = { { "Accept", "application/json" } } };
            return (int)(await who.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task Where_nobody_else_could_approve_the_launch_says_so_and_a_template_does_not_propose_it()
    {
        await using var house = await DeskHouse.OpenAsync();
        var network = (await house.Get<NetworkDesk>().CreateAsync("One person")).Id;
        await MemberAsync(house, network, "eva@example.org", "coordinator");
        var eva = await house.SignInAsync("eva@example.org");
        var form = await DeskHouse.GetAsync(eva, $"/campaigns/new?template=S6&network={network}");
        Assert.Equal("no", form.Value("secondApproval"));
        var alone = await DeskHouse.SendAsync(eva, form, "/campaigns", ("title", "Alone"), ("statement", "We ask."), ("secondApproval", "yes"));
        Assert.Equal(422, alone.Status);
        Assert.Contains("Nobody else could approve", alone.Text, StringComparison.Ordinal);

        await MemberAsync(house, network, "ole@example.org", "coordinator");
        form = await DeskHouse.GetAsync(eva, $"/campaigns/new?template=S6&network={network}");
        Assert.Equal("yes", form.Value("secondApproval"));
        Assert.Equal(303, (await DeskHouse.SendAsync(eva, form, "/campaigns", ("title", "Together"), ("statement", "We ask."))).Status);
    }

    [Theory]
    [InlineData("always", "ask-second, second-approves")]
    [InlineData("automatic", "second-approves")]
    public async Task A_rehearsal_shows_who_asks_and_who_approves_and_their_mail(string approval, string acts)
    {
        await using var house = await DeskHouse.OpenAsync();
        var form = Campaigns.Tests.Life.Launches.Form(("secondApproval", "yes"), ("approval", approval));
        var shown = await Answer.OfAsync(await house.ScriptAsync("/campaigns/rehearsal", JsonContent.Create(form), "application/json"));
        var moments = JsonNode.Parse(shown.Body)!["moments"]!.AsArray();
        Assert.Equal(acts, string.Join(", ", moments.Select(one => one!["act"]!.GetValue<string>()).Where(act => act.Contains("second", StringComparison.Ordinal))));
        Assert.Single(moments.SelectMany(one => one!["mails"]!.AsArray()), mail => mail!["to"]!.GetValue<string>() == DeskHouse.OtherCoordinator);
        Assert.Contains(moments, one => one!["step"]?.GetValue<string>() == "report");
    }

    [Fact]
    public async Task When_a_day_has_passed_the_desk_says_so_and_names_who_could_approve()
    {
        await using var house = await DeskHouse.OpenAsync();
        var kari = await house.SignInAsync(DeskHouse.Coordinator);
        var id = await WaitingAsync(house, "automatic");
        Assert.DoesNotContain("nobody has approved them", (await DeskHouse.GetAsync(kari, $"/desk/{id}")).Text, StringComparison.Ordinal);
        house.Time.Advance(TimeSpan.FromHours(11.9));
        house.Time.Advance(TimeSpan.FromHours(12.2));
        kari = await house.SignInAsync(DeskHouse.Coordinator);
        Assert.Contains($"nobody has approved them. Ring somebody up: {DeskHouse.OtherCoordinator}", (await DeskHouse.GetAsync(kari, $"/desk/{id}")).Text, StringComparison.Ordinal);
        Assert.True((await DeskAsync(house, id))["secondApproval"]!["late"]!.GetValue<bool>());
    }

    /// <summary>A campaign that was closed and waits.</summary>
    static async Task<string> WaitingAsync(DeskHouse house, string approval, params (string, string?)[] more)
    {
        var id = await house.LaunchAsync([("reminders", ""), ("approval", approval), ("secondApproval", "yes"), ("coordinator", DeskHouse.Coordinator), .. more]);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }))).StatusCode);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"state\":\"approval\"", StringComparison.Ordinal));
        return id;
    }

    static async Task<JsonNode> DeskAsync(DeskHouse house, string id) => JsonNode.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync())!;

    static async Task MemberAsync(DeskHouse house, string network, string email, string role) =>
        Assert.Equal(200, (int)(await house.ScriptAsync($"/networks/{network}/person", JsonContent.Create(new { name = "A person", email, role }))).StatusCode);
}
