using System.Net;
using System.Text.Json;
using Campaigns.Checks;
using Campaigns.Deliveries;
using Campaigns.Networks;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Deliveries;

/// <summary>The operator's screen Deliveries through the doors: what is counted is what is listed, whatever is chosen; and nobody sees another network's.</summary>
public sealed class DeliveryPageTests : IAsyncLifetime
{
    DeskHouse house = null!;

    public async ValueTask InitializeAsync() => house = await DeskHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task The_numbers_are_those_of_the_lists_for_every_choice_and_a_list_goes_on_on_its_second_page()
    {
        var (mine, first, second) = await FillAsync();
        var invited = await ListAsync("?state=accepted&kind=invitation");
        Assert.Equal((60, 10), (invited.Count, (await PageAsync($"?state=accepted&kind=invitation&after={await NextAsync("?state=accepted&kind=invitation")}")).GetProperty("deliveries").GetArrayLength()));
        Assert.Equal(3, (await ListAsync($"?state=refused&kind=letter&campaign={first}")).Count);
        Assert.Equal(2, (await ListAsync("?state=refused&kind=confirmation")).Count);
        Assert.Empty(await ListAsync($"?state=refused&campaign={second}"));

        foreach (var place in new[] { "", $"&campaign={first}", $"&campaign={second}", $"&network={mine.Id}", "&since=P1D" })
            foreach (var state in Enum.GetValues<DeliveryState>().Select(DeliveryQueryWord))
                foreach (var kind in Enum.GetValues<DeliveryKind>().Select(DeliveryQueryWord).Prepend(""))
                {
                    var query = $"?state={state}{(kind.Length > 0 ? $"&kind={kind}" : "")}{place}";
                    var (page, list) = (await PageAsync(query), await ListAsync(query));
                    Assert.All(list, one => Assert.True(one.State == state && (kind.Length == 0 || one.Kind == kind), query));
                    Assert.Equal(list.Count, list.Select(one => one.Key).Distinct().Count());
                    var counted = page.GetProperty("counts").EnumerateArray().Where(one => one.GetProperty("state").GetString() == state && (kind.Length == 0 || one.GetProperty("kind").GetString() == kind)).Sum(one => one.GetProperty("count").GetInt32());
                    Assert.True(counted == list.Count, $"{query}: {counted} were counted, {list.Count} are listed");
                    if (page.GetProperty("count").ValueKind == JsonValueKind.Number) Assert.Equal(list.Count, page.GetProperty("count").GetInt32());
                }
        Assert.Empty(await ListAsync("?state=accepted&since=2027-01-01"));
        foreach (var wrong in new[] { "?state=nowhere", "?kind=7", "?since=yesterday" }) Assert.Equal(400, (int)(await house.LookAsync($"/ops/deliveries{wrong}")).StatusCode);

        var browser = await house.SignInAsync(DeskHouse.Operator);
        var shown = await DeskHouse.GetAsync(browser, "/ops/deliveries");
        Assert.Equal("30", shown.Header("Refresh"));
        var refused = (await ListAsync("?state=refused")).Count;
        foreach (var said in new[] { $"The mail service refused {refused}", $"Refused ({refused})", "Letters (3)", "Confirmations (2)", "Letter 2 · Let Mira travel" }) Assert.Contains(said, shown.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "invited.1", "office.1", "@example.org" }) Assert.DoesNotContain(secret, shown.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await DeskHouse.GetAsync(browser, "/ops/deliveries?state=refused&choose=yes")).Header("Refresh"));
        Assert.Null((await DeskHouse.GetAsync(browser, "/ops/deliveries?still=yes")).Header("Refresh"));
        var watcher = await DeskHouse.GetAsync(await house.SignInAsync(DeskHouse.Watcher), "/ops/deliveries?state=refused&choose=yes");
        Assert.Contains("Letter 2 · Let Mira travel", watcher.Text, StringComparison.Ordinal);
        Assert.Empty(watcher.Document.QuerySelectorAll("main input, main button"));
    }

    [Fact]
    public async Task An_operator_of_one_network_sees_and_sends_nothing_of_another()
    {
        var (mine, first, second) = await FillAsync();
        var other = await house.Get<NetworkDesk>().CreateAsync("Other");
        await house.Get<NetworkDesk>().AddMemberAsync(mine.Id, "Ole Example", Address("ole@example.org"), NetworkRole.Operator);
        await house.Get<NetworkDesk>().AddMemberAsync(other.Id, "Eva Example", Address("eva@example.org"), NetworkRole.Operator);
        var (ole, eva) = (await house.SignInAsync("ole@example.org"), await house.SignInAsync("eva@example.org"));
        await house.Get<DeliveryCounting>().RefreshAsync(["outbox"], TestContext.Current.CancellationToken);

        Assert.Contains($"Refused ({(await ListAsync($"?state=refused&campaign={first}")).Count})", (await DeskHouse.GetAsync(ole, "/ops/deliveries")).Text, StringComparison.Ordinal);
        Assert.Empty((await DeskHouse.GetAsync(ole, $"/ops/deliveries?state=accepted&campaign={second}")).Document.QuerySelectorAll("ul.ahead li"));
        foreach (var state in Enum.GetValues<DeliveryState>().Select(DeliveryQueryWord))
        {
            Assert.DoesNotContain(second, (await DeskHouse.GetAsync(ole, $"/ops/deliveries?state={state}")).Body, StringComparison.Ordinal);
            foreach (var query in new[] { $"?state={state}", $"?state={state}&campaign={first}", $"?state={state}&network={mine.Id}" })
            {
                var page = await DeskHouse.GetAsync(eva, $"/ops/deliveries{query}");
                Assert.Empty(page.Document.QuerySelectorAll("ul.ahead li"));
                Assert.DoesNotMatch(@"\([1-9]", page.Document.QuerySelector("main")!.TextContent);
            }
        }
        var key = (await ListAsync("?state=refused&kind=letter"))[0].Key;
        var form = await DeskHouse.GetAsync(ole, "/ops/deliveries?state=refused&choose=yes");
        var evas = await eva.PostAsync("/ops/deliveries/resend", System.Net.Http.Json.JsonContent.Create(new { deliveries = new[] { key }, step = "apply", reason = "to see" }));
        Assert.Contains("\"refusal\":\"gone\"", await evas.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, house.Mail.CountTo("office.1@example.org"));
        Assert.Contains("can be sent again", (await DeskHouse.SendAsync(ole, form, "/ops/deliveries/resend", ("one-0", key))).Text, StringComparison.Ordinal);
    }

    /// <summary>A campaign of a network whose three letters and two confirmations were refused and that invited sixty, and one of no network.</summary>
    async Task<(Network Mine, string First, string Second)> FillAsync()
    {
        var mine = await house.Get<NetworkDesk>().CreateAsync("Mine");
        var first = await house.LaunchAsync(("title", "Let Mira travel"), ("network", mine.Id), ("reminders", ""),
            ("addressees", string.Join('\n', Enumerable.Range(1, 3).Select(n => $"Office {n}; Body; AT; office.{n}@example.org; en; Dear all"))),
            ("invitations", string.Join('\n', Enumerable.Range(1, 60).Select(n => $"Organisation {n}; NO; Person {n}; invited.{n}@example.org; en"))));
        var second = await house.LaunchAsync(("title", "Another appeal"), ("reminders", ""), ("invitations", ""));
        foreach (var id in new[] { first, second }) await house.UntilStateAsync(id, "open");
        await house.SignAsync(first, "kari@example.org", "Sample Committee");
        await house.SignAsync(second, "jan@example.org", "Other House");
        await SettleAsync(first, second);
        house.Mail.Answer = HttpStatusCode.BadRequest;
        foreach (var one in new[] { "a", "b" })
            Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{first}"), $"/campaigns/{first}/signatures",
                ("kind", "organisation"), ("organisation", $"House {one}"), ("country", "NO"), ("name", "Ana Example"), ("email", $"{one}@example.org"), ("publication", "public"))).Status);
        await SettleAsync(first, second);
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{first}/close", new StringContent("{}", null, "application/json"))).StatusCode);
        await house.UntilStateAsync(first, "dispatched");
        await house.UntilAsync($"/ops/{first}", text => text.Contains("\"what\":\"Reported\"", StringComparison.Ordinal));
        await SettleAsync(first, second);
        house.Mail.Answer = HttpStatusCode.Accepted;
        return (mine, first, second);
    }

    /// <summary>Counts until nothing waits any more.</summary>
    Task SettleAsync(params string[] ids) => Eventually.HoldsAsync("no mail waits", async () =>
    {
        await house.Get<DeliveryCounting>().RefreshAsync(ids, TestContext.Current.CancellationToken);
        return (await PageAsync("?state=waiting")).GetProperty("counts").EnumerateArray().All(one => one.GetProperty("state").GetString() != "waiting");
    });

    async Task<JsonElement> PageAsync(string query) => JsonDocument.Parse(await (await house.LookAsync($"/ops/deliveries{query}")).Content.ReadAsStringAsync()).RootElement;

    async Task<string> NextAsync(string query) => Uri.EscapeDataString((await PageAsync(query)).GetProperty("next").GetString()!);

    async Task<List<(string Key, string Kind, string State)>> ListAsync(string query)
    {
        var (found, after) = (new List<(string, string, string)>(), "");
        while (true)
        {
            var page = await PageAsync(query + after);
            found.AddRange(page.GetProperty("deliveries").EnumerateArray().Select(one => (one.GetProperty("key").GetString()!, one.GetProperty("kind").GetString()!, one.GetProperty("state").GetString()!)));
            if (page.GetProperty("next").GetString() is not { } next) return found;
            after = $"&after={Uri.EscapeDataString(next)}";
        }
    }

    static string DeliveryQueryWord<T>(T value) where T : struct, Enum => Functions.Operators.Deliveries.DeliveryQuery.Word(value);

    static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new FormatException(text);
}
