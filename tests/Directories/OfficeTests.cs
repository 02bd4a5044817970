using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Networks;
using Campaigns.Networks.Offices;
using Campaigns.Storage;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Directories;

/// <summary>The offices of a network through their doors: form, file and script.</summary>
[Collection(DeskCollection.Name)]
public sealed class OfficeTests(DeskFixture fixture)
{
    static readonly (string, string)[] Ambassador =
    [
        ("kind", "embassy"), ("office", "The Ambassador"), ("body", "Embassy of Norway"), ("country", "NO"), ("email", "ambassador@example.org"),
        ("alternates", "second@example.org\nthird@example.org"), ("copies", "secretary@example.org"),
        ("forms", "no; Deres Eksellense,; Med høyaktelse\nen; Excellency,"), ("group", "Embassies"), ("notes", "writes back"),
    ];

    [Fact]
    public async Task An_office_is_added_changed_and_removed_by_form_and_a_launch_begins_with_it()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var path = $"/networks/{(await house.Get<NetworkDesk>().CreateAsync("Office Network")).Id}/offices";
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, path), $"{path}/office", Ambassador)).Status);
        var page = await DeskHouse.GetAsync(browser, path);
        Assert.Contains("Deres Eksellense,", page.Text, StringComparison.Ordinal);

        var chosen = await DeskHouse.GetAsync(browser, page.Document.QuerySelector($"a[href^='{path}?office=']")!.GetAttribute("href")!);
        Assert.Equal("no; Deres Eksellense,; Med høyaktelse\nen; Excellency,", chosen.Value("forms")!.Trim());
        var refused = await DeskHouse.SendAsync(browser, chosen, $"{path}/office", ("email", "nobody"), ("forms", "xx; Hei"), ("notes", "typed already"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("typed already", refused.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, refused, $"{path}/office", ("email", "new@example.org"), ("forms", "no; Hei,"), ("body", "Norway’s Embassy"))).Status);
        page = await DeskHouse.GetAsync(browser, path);
        Assert.Single(page.Document.QuerySelectorAll("#offices tbody tr"));
        Assert.Contains("new@example.org", page.Text, StringComparison.Ordinal);

        var launch = await DeskHouse.GetAsync(browser, page.Document.QuerySelector("#offices a[href*='offices=group']")!.GetAttribute("href")!);
        Assert.Equal("The Ambassador; Norway’s Embassy; NO; new@example.org; no; Hei,; ; Embassies; second@example.org|third@example.org; secretary@example.org", launch.Value("addressees")!.Trim());

        chosen = await DeskHouse.GetAsync(browser, page.Document.QuerySelector($"a[href^='{path}?office=']")!.GetAttribute("href")!);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, chosen, $"{path}/remove-office")).Status);
        Assert.Contains("There is no office yet", (await DeskHouse.GetAsync(browser, path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_shows_what_it_would_change_before_it_changes_anything()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var path = $"/networks/{(await house.Get<NetworkDesk>().CreateAsync("Office Files")).Id}/offices";
        const string file = "kind,office,body,country,email,language,salutation,group\n"
            + "ministry,The Minister,Ministry of Justice,AT,justice@example.org,de,\"Sehr geehrte Frau Ministerin,\",Ministries\n"
            + "ministry,The Minister,Ministry of Justice,AT,justice@example.org,en,\"Dear Minister,\",Ministries\n"
            + "castle,The King,Castle,AT,king@example.org,de,Majestät,\n";
        var preview = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, path), $"{path}/import", ("csv", file));
        Assert.Equal(200, preview.Status);
        Assert.Contains("1 line cannot be taken.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Take 1 office", preview.Text, StringComparison.Ordinal);
        Assert.Contains("There is no office yet", (await DeskHouse.GetAsync(browser, path)).Text, StringComparison.Ordinal);

        var apply = preview.Document.Forms.First(form => form.QuerySelector("input[name=step]") is not null);
        var fields = apply.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        Assert.Equal(303, (int)(await browser.PostAsync($"{path}/import", new FormUrlEncodedContent(fields))).StatusCode);
        var csv = await browser.GetStringAsync($"{path}.csv");
        Assert.Contains("ministry,The Minister,Ministry of Justice,AT,justice@example.org,,,de,\"Sehr geehrte Frau Ministerin,\",,Ministries,", csv, StringComparison.Ordinal);

        var changed = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, path), $"{path}/import", ("csv", csv.TrimStart('\uFEFF').Replace("justice@", "law@", StringComparison.Ordinal)));
        Assert.Contains("Address: justice@example.org → law@example.org", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_about_offices_can_be_done_by_script_and_presets_leave_alone_what_is_there()
    {
        var house = await fixture.GetAsync();
        var network = await house.Get<NetworkDesk>().CreateAsync("Office Scripts");
        var path = $"/networks/{network.Id}/offices";
        Assert.Equal(57, (await PostAsync("preset", ("preset", "participating-states"))).GetProperty("offices").GetArrayLength());
        var austria = (await ReadAsync()).GetProperty("offices").EnumerateArray().Single(one => one.GetProperty("country").GetString() == "AT");
        await PostAsync("office", ("id", Text(austria, "id")), ("kind", "permanent-mission"), ("office", Text(austria, "office")), ("body", Text(austria, "body")), ("country", "AT"),
            ("email", "real@example.org"), ("forms", "de; Exzellenz,"), ("group", "Participating States"));
        await PostAsync("preset", ("preset", "participating-states"));
        var offices = (await ReadAsync()).GetProperty("offices").EnumerateArray().ToList();
        Assert.Equal(57, offices.Count);
        Assert.Single(offices, one => Text(one, "email") == "real@example.org");

        Assert.Equal(422, await StatusAsync("preset", ("preset", "the-moon")));
        Assert.Equal(422, await StatusAsync("office", ("kind", "castle")));
        Assert.Equal(422, await StatusAsync("remove-office", ("office", "nobody")));
        Assert.Equal(422, await StatusAsync("letterhead", ("letterheadContact", "without a name")));
        Assert.Equal(404, await StatusAsync("explode"));

        var headed = await PostAsync("letterhead", ("letterhead", "Network of Committees"), ("letterheadContact", "1 Example Street\n\noffice@example.org"));
        Assert.Equal("1 Example Street\noffice@example.org", Text(headed, "letterheadContact"));
        using var form = JsonDocument.Parse(await (await house.LookAsync($"/campaigns/new?network={network.Id}&offices=kind:embassy&offices=group:participating%20states")).Content.ReadAsStringAsync());
        Assert.Equal(57, Text(form.RootElement, "addressees").Split('\n').Length);
        Assert.Equal("Network of Committees", Text(form.RootElement, "letterhead"));
        Assert.Equal(JsonValueKind.Null, (await PostAsync("letterhead")).GetProperty("letterhead").ValueKind);

        async Task<JsonElement> ReadAsync() => Json(await Answer.OfAsync(await house.LookAsync(path)));
        async Task<JsonElement> PostAsync(string change, params (string, string)[] fields) => Json(await SendAsync(change, fields));
        async Task<int> StatusAsync(string change, params (string, string)[] fields) => (await SendAsync(change, fields)).Status;
        async Task<Answer> SendAsync(string change, (string Name, string Value)[] fields) =>
            await Answer.OfAsync(await house.ScriptAsync($"{path}/{change}", JsonContent.Create(fields.ToDictionary(one => one.Name, one => one.Value))));
    }

    [Fact]
    public async Task Offices_are_sealed_and_another_networks_coordinator_finds_nothing()
    {
        var house = await fixture.GetAsync();
        var desk = house.Get<NetworkDesk>();
        var (mine, other) = (await desk.CreateAsync("Office Mine"), await desk.CreateAsync("Office Other"));
        Assert.True(Checks.EmailAddress.TryParse("office.mine@example.org", out var address));
        await desk.AddMemberAsync(mine.Id, "Somebody", address, NetworkRole.Coordinator);
        var member = await house.SignedInAsync("office.mine@example.org");
        Assert.Equal(200, (await DeskHouse.GetAsync(member, $"/networks/{mine.Id}/offices")).Status);
        foreach (var path in new[] { $"/networks/{other.Id}/offices", $"/networks/{other.Id}/offices.csv", "/networks/nobody/offices" })
            Assert.Equal(404, (await DeskHouse.GetAsync(member, path)).Status);
        Assert.Equal(404, (int)(await member.PostAsync($"/networks/{other.Id}/offices/preset", JsonContent.Create(new { preset = "eu-institutions" }))).StatusCode);

        var store = house.Get<OfficeStore>();
        await store.SaveAsync(other.Id, [new("", OfficeKind.Press, "Xylophone Desk", "Xylophone News", "NO", "xylo@example.org", [], [], [new("en", "Dear xylophones,", "")], "Xylo", "xylo")]);
        await store.SetLetterheadAsync(other.Id, new("Xylophone Network", "xylo"));
        var tables = house.Get<CampaignTables>();
        var rows = await tables.Networks.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {other.Id}")).ToListAsync();
        Assert.Equal(3, rows.Count);
        foreach (var (_, value) in rows.SelectMany(row => row))
            Assert.DoesNotContain("xyl", value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{value}", StringComparison.OrdinalIgnoreCase);
        await desk.EraseAsync(other.Id);
        Assert.Null(await store.BookAsync(other.Id));
        Assert.Empty(await tables.Networks.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {other.Id}")).ToListAsync());
    }

    static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;

    static JsonElement Json(Answer answer)
    {
        Assert.True(answer.Status is >= 200 and < 300, answer.Body);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.Clone();
    }
}
