using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Privacy;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Accounts;

/// <summary>What the operator's log tells of who came in, who did not, and what failed; and that it names nobody.</summary>
[Collection(DeskCollection.Name)]
public sealed class EntranceLogTests
{
    [Fact]
    public async Task Sign_ins_are_told_by_their_way_and_their_end()
    {
        var (house, log) = await OpenAsync();
        await using var _ = house;
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        await telephone.SetUpAsync(browser);
        using var half = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        Assert.Equal(422, (await Telephone.EnterAsync(half, telephone.Wrong)).Status);
        Assert.Equal(303, (await Telephone.EnterAsync(half, telephone.Code)).Status);
        var link = await house.AskForLinkAsync(house.Browser, DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(house.Browser, link);
        house.Time.Advance(Campaigns.Access.SignIn.LinkLifetime);
        Assert.Equal(410, (await DeskHouse.SendAsync(house.Browser, page)).Status);

        Assert.Equal(
            ["Signed in by link: whole", "Signed in by link: half", "Not signed in by code: wrong or used before", "Signed in by code: whole", "Not signed in by link: used, too old or unknown"],
            Told(log, "igned in by"));
        Assert.DoesNotContain(log.Lines, line => line.Contains("@example.org", StringComparison.Ordinal) || line.Contains(link[^20..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusals_are_told_by_door_and_reason()
    {
        var (house, log) = await OpenAsync();
        await using var _ = house;
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        using var watcher = await house.SignInAsync(DeskHouse.Watcher);
        Assert.Equal(303, (await DeskHouse.GetAsync(house.Browser, "/ops")).Status);
        Assert.Equal(403, (await DeskHouse.GetAsync(browser, "/ops")).Status);
        using var key = new HttpRequestMessage(HttpMethod.Get, "/desk") { Headers = { { "x-functions-key", "guessed" } } };
        Assert.Equal(401, (int)(await house.Browser.SendAsync(key)).StatusCode);
        Assert.Equal(403, (int)(await watcher.PostAsJsonAsync("/ops/alarms/mended", new { }, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(422, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, "/signin"), ("email", "typed by somebody"))).Status);

        Assert.Equal(["no session", "wrong role", "wrong key", "may only look"], Told(log, "Refused at ").Select(line => line.Split(": ")[1]));
        Assert.All(Told(log, "Refused at "), line => Assert.DoesNotContain("Refused at :", line, StringComparison.Ordinal));
        Assert.Equal(["Input refused at RequestSignIn: 422"], Told(log, "Input refused"));
        Assert.DoesNotContain(log.Lines, line => line.Contains("guessed", StringComparison.Ordinal) || line.Contains("typed by", StringComparison.Ordinal));
    }

    /// <summary>Who knocks a thousand times fills no log.</summary>
    [Fact]
    public async Task Of_one_kind_so_many_lines_are_written_a_minute()
    {
        var (house, log) = await OpenAsync();
        await using var _ = house;
        async Task KnockAsync()
        {
            for (var i = 0; i < Rates.EntranceLines.Times + 5; i++) Assert.Equal(303, (await DeskHouse.GetAsync(house.Browser, "/desk")).Status);
        }

        await KnockAsync();
        Assert.Equal(Rates.EntranceLines.Times, Told(log, "Refused at ").Count());
        house.Time.Advance(Rates.EntranceLines.Span);
        await KnockAsync();
        Assert.Equal(2 * Rates.EntranceLines.Times, Told(log, "Refused at ").Count());
    }

    [Fact]
    public async Task A_failure_has_a_number_on_its_page_and_in_the_log()
    {
        var (house, log) = await OpenAsync();
        await using var _ = house;
        var form = await DeskHouse.GetAsync(house.Browser, "/signin");
        await house.Get<CampaignTables>().Access.DeleteAsync(TestContext.Current.CancellationToken);
        var page = await DeskHouse.SendAsync(house.Browser, form, ("email", DeskHouse.Coordinator));
        Assert.Equal(503, page.Status);
        var number = page.Document.QuerySelector("main code")!.TextContent;
        Assert.Matches("^[0-9A-F]{8}$", number);
        Assert.Single(Told(log, $"failed ({number})"));

        await house.Get<CampaignTables>().Access.DeleteAsync(TestContext.Current.CancellationToken);
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = JsonContent.Create(new { email = DeskHouse.Coordinator }), Headers = { { "Accept", "application/json" } } };
        var problem = await (await house.Browser.SendAsync(asked)).Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Single(Told(log, $"failed ({problem.GetProperty("number").GetString()})"));
        Assert.NotEqual(number, problem.GetProperty("number").GetString());
    }

    static async Task<(DeskHouse, Logged)> OpenAsync()
    {
        var log = new Logged();
        return (await DeskHouse.OpenAsync(builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Information)), log);
    }

    static IEnumerable<string> Told(Logged log, string what) => log.Lines.Where(line => line.Contains(what, StringComparison.Ordinal)).Select(line => line.Trim());
}
