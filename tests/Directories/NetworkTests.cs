using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Networks;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Directories;

/// <summary>Networks through their doors: form and script.</summary>
[Collection(DeskCollection.Name)]
public sealed class NetworkTests(DeskFixture fixture)
{
    [Fact]
    public async Task A_hundred_lines_are_imported_and_the_good_ones_wait_until_the_person_says_so()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var network = await CreateAsync(house, browser, "Import Network");
        var home = await DeskHouse.GetAsync(browser, network);
        var preview = await DeskHouse.SendAsync(browser, home, $"{network}/import", ("csv", DirectoryCsvTests.Hundred()), ("list", "Everybody in the north"));
        Assert.Equal(200, preview.Status);
        Assert.Contains("85 lines are good.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("15 lines cannot be taken.", preview.Text, StringComparison.Ordinal);
        Assert.Equal(15, preview.Document.QuerySelectorAll("#broken li").Length);
        Assert.Contains("0 organisations", (await DeskHouse.GetAsync(browser, network)).Text, StringComparison.Ordinal);

        var apply = preview.Document.Forms.First(form => form.QuerySelector("input[name=step]") is not null);
        var fields = apply.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        Assert.Equal(303, (int)(await browser.PostAsync($"{network}/import", new FormUrlEncodedContent(fields))).StatusCode);
        home = await DeskHouse.GetAsync(browser, network);
        Assert.Contains("85 organisations", home.Text, StringComparison.Ordinal);

        // The saved list becomes the invitations of a launch.
        var link = home.Document.QuerySelector("#lists a[href^='/campaigns/new']")!.GetAttribute("href")!;
        var form = await DeskHouse.GetAsync(browser, link);
        Assert.Equal(85, form.Value("invitations")!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var launched = await DeskHouse.SendAsync(browser, form, "/campaigns", ("title", "To the north"), ("statement", "We ask."), ("window", "P2D"), ("opensAt", "2026-05-01T10:00Z"));
        Assert.Equal(303, launched.Status);
        var desk = await DeskHouse.GetAsync(browser, launched.Location!);
        Assert.Equal(85, desk.Document.QuerySelectorAll("#invitations tbody tr").Length);
    }

    [Fact]
    public async Task Everything_about_a_network_can_be_done_by_script_too()
    {
        var house = await fixture.GetAsync();
        var created = await Answer.OfAsync(await house.ScriptAsync("/networks", JsonContent.Create(new { name = "Script Network" })));
        Assert.Equal(201, created.Status);
        var network = "/networks/" + Json(created).GetProperty("id").GetString();
        var organisation = new Dictionary<string, string>
        {
            ["organisation"] = "Sample Committee",
            ["other-names"] = "Комитет\nلجنة",
            ["country"] = "NO",
            ["languages"] = "no, en",
            ["tags"] = "east, small",
            ["representatives"] = "Kari Example; kari@example.org; no; Europe/Oslo\nOla Example; ola@example.org",
        };
        var saved = await PostAsync("organisation", organisation);
        var one = Json(saved).GetProperty("organisations")[0];
        Assert.Equal(["Sample Committee", "Комитет", "لجنة"], one.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Europe/Oslo", one.GetProperty("representatives")[0].GetProperty("timeZone").GetString());

        organisation["id"] = one.GetProperty("id").GetString()!;
        organisation["organisation"] = "Renamed Committee";
        Assert.Equal("Renamed Committee", Json(await PostAsync("organisation", organisation)).GetProperty("organisations")[0].GetProperty("names")[0].GetString());
        Assert.Equal(422, (await PostAsync("organisation", new() { ["organisation"] = "", ["country"] = "NO" })).Status);
        Assert.Equal(422, (await PostAsync("organisation", new() { ["organisation"] = "X", ["country"] = "NO", ["representatives"] = "Kari; nobody; no; Mars" })).Status);

        var list = Json(await PostAsync("list", new() { ["name"] = "Eastern", ["tag"] = "east" })).GetProperty("lists")[0];
        Assert.Equal("Renamed Committee; NO; Kari Example; kari@example.org; no; Ola Example <ola@example.org>; Europe/Oslo", list.GetProperty("invitations").GetString());
        Assert.Equal(422, (await PostAsync("list", new() { ["name"] = "None", ["tag"] = "nowhere" })).Status);

        var person = Json(await PostAsync("person", new() { ["name"] = "Anna Example", ["email"] = "anna@example.org", ["role"] = "reviewer" })).GetProperty("people")[0];
        Assert.Equal("reviewer", person.GetProperty("role").GetString());
        Assert.Empty(Json(await PostAsync("remove-person", new() { ["person"] = person.GetProperty("id").GetString()! })).GetProperty("people").EnumerateArray());
        Assert.Equal(422, (await PostAsync("remove-person", new() { ["person"] = "nobody" })).Status);

        var csv = await (await house.LookAsync($"{network}/directory.csv")).Content.ReadAsStringAsync();
        Assert.Contains("Renamed Committee,Комитет|لجنة,NO,no|en,east|small,Kari Example,kari@example.org,no,Europe/Oslo,\r\n", csv, StringComparison.Ordinal);
        var import = Json(await PostAsync("import", new() { ["csv"] = csv }));
        Assert.Equal((false, 1), (import.GetProperty("applied").GetBoolean(), import.GetProperty("same").GetInt32()));

        Assert.Equal(404, (await PostAsync("explode", [])).Status);
        Assert.Equal(422, (await PostAsync("erase", [])).Status);
        Assert.Equal(204, (await PostAsync("erase", new() { ["confirm"] = "yes" })).Status);
        Assert.Equal(404, (int)(await house.LookAsync(network)).StatusCode);

        async Task<Answer> PostAsync(string action, Dictionary<string, string> fields) =>
            await Answer.OfAsync(await house.ScriptAsync($"{network}/{action}", JsonContent.Create(fields)));
    }

    [Fact]
    public async Task A_coordinator_of_a_network_signs_in_and_sees_only_its_campaigns()
    {
        var house = await fixture.GetAsync();
        var desk = house.Get<NetworkDesk>();
        var (mine, other) = (await desk.CreateAsync("Mine"), await desk.CreateAsync("Other"));
        await AddAsync(mine, "mine@example.org", NetworkRole.Coordinator);
        await AddAsync(mine, "watch@example.org", NetworkRole.Operator);
        await AddAsync(mine, "reader@example.org", NetworkRole.Reviewer);
        (string, string?)[] later = [("opensAt", "2026-05-01T10:00Z"), ("window", "P2D")];
        var own = await house.LaunchAsync([.. later, ("title", "Of mine"), ("network", mine.Id)]);
        var foreign = await house.LaunchAsync([.. later, ("title", "Of another"), ("network", other.Id)]);
        var unassigned = await house.LaunchAsync([.. later, ("title", "Of nobody")]);

        var member = await house.SignedInAsync("mine@example.org");
        var list = (await DeskHouse.GetAsync(member, "/desk")).Text;
        Assert.Contains("Of mine", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Of another", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Of nobody", list, StringComparison.Ordinal);
        foreach (var (id, status) in new[] { (own, 200), (foreign, 404), (unassigned, 404) })
        {
            Assert.Equal(status, (await DeskHouse.GetAsync(member, $"/desk/{id}")).Status);
            Assert.Equal(status, (await DeskHouse.GetAsync(member, $"/desk/{id}/bulk")).Status);
            var cancel = await Answer.OfAsync(await member.PostAsync($"/desk/{id}/extend", JsonContent.Create(new { closesAt = "2026-05-09T10:00Z" })));
            Assert.Equal(status, cancel.Status);
        }
        Assert.Equal((200, 404), ((await DeskHouse.GetAsync(member, $"/networks/{mine.Id}")).Status, (await DeskHouse.GetAsync(member, $"/networks/{other.Id}")).Status));
        Assert.Equal(404, (await DeskHouse.GetAsync(member, $"/networks/{other.Id}/directory.csv")).Status);
        Assert.Equal(403, (int)(await member.PostAsync("/networks", JsonContent.Create(new { name = "A third" }))).StatusCode);
        Assert.Equal(403, (await DeskHouse.GetAsync(member, "/ops")).Status);
        Assert.DoesNotContain("Of another", (await DeskHouse.GetAsync(member, $"/campaigns/new?again={foreign}")).Body, StringComparison.Ordinal);
        // They launch in their own network, and nowhere else.
        Assert.Equal(422, (int)(await member.PostAsync("/campaigns", JsonContent.Create(Launches.Form(("network", other.Id))))).StatusCode);
        Assert.Equal(422, (int)(await member.PostAsync("/campaigns", JsonContent.Create(Launches.Form()))).StatusCode);
        Assert.Equal(202, (int)(await member.PostAsync("/campaigns", JsonContent.Create(Launches.Form(("network", mine.Id))))).StatusCode);

        var watcher = await house.SignedInAsync("watch@example.org");
        Assert.Equal((200, 404), ((await DeskHouse.GetAsync(watcher, $"/ops/{own}")).Status, (await DeskHouse.GetAsync(watcher, $"/ops/{foreign}")).Status));
        foreach (var room in new[] { "/ops", "/ops/campaigns", "/ops/campaigns?q=of", "/ops/campaigns?state=ended", $"/ops/campaigns?q={foreign}", $"/ops/campaigns?network={other.Id}" })
            Assert.DoesNotContain("Of another", (await DeskHouse.GetAsync(watcher, room)).Text, StringComparison.Ordinal);
        Assert.Contains("Of mine", (await DeskHouse.GetAsync(watcher, "/ops/campaigns")).Text, StringComparison.Ordinal);

        // A coordinator of the settings without a network sees what they saw before there were any.
        var all = (await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Coordinator), "/desk")).Text;
        foreach (var title in new[] { "Of mine", "Of another", "Of nobody" }) Assert.Contains(title, all, StringComparison.Ordinal);

        // A role that is taken away ends the session's view at once.
        var book = (await house.Get<NetworkStore>().BookAsync(mine.Id))!;
        Assert.Equal(3, book.Members.Count);
        await desk.RemoveMemberAsync(mine.Id, book.Members.Single(one => one.Role == NetworkRole.Coordinator).Id);
        Assert.Equal(303, (await DeskHouse.GetAsync(member, "/desk")).Status);

        async Task AddAsync(Network network, string email, NetworkRole role)
        {
            Assert.True(Checks.EmailAddress.TryParse(email, out var address));
            await desk.AddMemberAsync(network.Id, "Somebody", address, role);
        }
    }

    [Fact]
    public async Task Nothing_personal_stands_in_clear_and_without_the_key_nothing_opens()
    {
        var house = await fixture.GetAsync();
        var desk = house.Get<NetworkDesk>();
        var network = await desk.CreateAsync("Sealed Network");
        await desk.SaveAsync(network.Id, [new("", ["Xylophone House"], "NO", [], ["xylophones"], [new("Xenia Example", "xenia@example.org", "", "")])]);
        Assert.True(Checks.EmailAddress.TryParse("xaver@example.org", out var address));
        await desk.AddMemberAsync(network.Id, "Xaver Example", address, NetworkRole.Reviewer);
        await desk.SaveListAsync(network.Id, "Xylophones", ["any"]);
        var tables = house.Get<CampaignTables>();
        var rows = await tables.Networks.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {network.Id}")).ToListAsync();
        Assert.Equal(4, rows.Count);
        foreach (var row in rows)
            foreach (var (_, value) in row)
                Assert.DoesNotContain("xyl", value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{value}", StringComparison.OrdinalIgnoreCase);

        await desk.EraseAsync(network.Id);
        Assert.Null(await house.Get<NetworkStore>().BookAsync(network.Id));
        Assert.Empty(await tables.Networks.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {network.Id}")).ToListAsync());
    }

    static async Task<string> CreateAsync(DeskHouse house, HttpClient browser, string name)
    {
        var made = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/networks"), "/networks", ("name", name));
        Assert.Equal(303, made.Status);
        return made.Location!;
    }

    static JsonElement Json(Answer answer)
    {
        Assert.InRange(answer.Status, 200, 299);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.Clone();
    }
}
