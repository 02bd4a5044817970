using System.Net.Http.Json;
using Azure.Data.Tables;
using Campaigns.Access;
using Campaigns.Storage;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Accounts;

/// <summary>A person's sessions, through the doors.</summary>
[Collection(DeskCollection.Name)]
public sealed class SessionTests
{
    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_names_a_session_and_ends_the_others()
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few
        using var laptop = await house.SignInAsync(DeskHouse.Coordinator);
        house.Time.Advance(TimeSpan.FromMinutes(90));
        using var telephone = await house.SignInAsync(DeskHouse.Coordinator);
        using var neighbour = await house.SignInAsync(DeskHouse.OtherCoordinator);

        var page = await DeskHouse.GetAsync(telephone, "/account");
        Assert.Contains(DeskHouse.Coordinator, page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("main li h3").Length);
        Assert.Contains("this one", page.Document.QuerySelector("main li h3")!.TextContent, StringComparison.Ordinal); // the latest comes first
        var labelled = await DeskHouse.SendAsync(telephone, page, "/account/label", ("label", "the old laptop")); // the last form is the older session's
        Assert.Equal((303, "/account"), (labelled.Status, labelled.Location));
        page = await DeskHouse.GetAsync(telephone, "/account");
        Assert.Contains("the old laptop", page.Document.QuerySelectorAll("main li h3")[1].TextContent, StringComparison.Ordinal);

        Assert.Equal(422, (await DeskHouse.SendAsync(telephone, page, "/account/label", ("label", new string('x', Limits.SessionLabel + 1)))).Status);
        Assert.Equal(400, (await DeskHouse.SendAsync(telephone, page, "/account/end", ("form", "none"))).Status);
        Assert.Equal(200, (await DeskHouse.GetAsync(laptop, "/desk")).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(telephone, page, "/account/end-others")).Status);
        Assert.Equal(303, (await DeskHouse.GetAsync(laptop, "/desk")).Status);
        Assert.Equal(200, (await DeskHouse.GetAsync(telephone, "/desk")).Status);
        Assert.Equal(200, (await DeskHouse.GetAsync(neighbour, "/desk")).Status);
        Assert.Single((await DeskHouse.GetAsync(telephone, "/account")).Document.QuerySelectorAll("main li h3"));
    }

    [Fact]
    public async Task One_session_is_ended_and_is_out_at_its_next_request()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var laptop = await house.SignInAsync(DeskHouse.Coordinator);
        house.Time.Advance(TimeSpan.FromMinutes(1));
        using var telephone = await house.SignInAsync(DeskHouse.Coordinator);
        var ended = await DeskHouse.SendAsync(telephone, await DeskHouse.GetAsync(telephone, "/account"), "/account/end");
        Assert.Equal((303, "/account"), (ended.Status, ended.Location));
        Assert.Equal((303, "/signin?next=%2Faccount"), await LocationAsync(laptop, "/account"));
        Assert.Equal(200, (await DeskHouse.GetAsync(telephone, "/account")).Status);
    }

    [Fact]
    public async Task An_operator_of_the_list_ends_all_sessions_of_a_person_and_a_script_can_too()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var coordinator = await house.SignInAsync(DeskHouse.Coordinator);
        using var coordinators = await house.SignInAsync(DeskHouse.Coordinator);
        using var @operator = await house.SignInAsync(DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(@operator, "/ops/people");
        Assert.Equal(422, (await DeskHouse.SendAsync(@operator, page, "/ops/people/sessions", ("email", "nobody"))).Status);
        var done = await DeskHouse.SendAsync(@operator, page, "/ops/people/sessions", ("email", DeskHouse.Coordinator.ToUpperInvariant()));
        Assert.Contains("2 sessions were ended", done.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.GetAsync(coordinator, "/desk")).Status);
        Assert.Equal(303, (await DeskHouse.GetAsync(coordinators, "/desk")).Status);

        var answer = await house.ScriptAsync("/ops/people/sessions", JsonContent.Create(new { email = DeskHouse.Operator }));
        Assert.Equal("""{"ended":1}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(303, (await DeskHouse.GetAsync(@operator, "/ops")).Status);
    }

    /// <summary>Their people may have rooms in other networks.</summary>
    [Fact]
    public async Task An_operator_of_one_network_may_not()
    {
        await using var house = await DeskHouse.OpenAsync();
        var network = await house.Get<Networks.NetworkDesk>().CreateAsync("Sample Network");
        var granted = await house.ScriptAsync($"/networks/{network.Id}/person", JsonContent.Create(new { name = "Ole Example", email = "ole@example.org", role = "operator" }));
        Assert.Equal(200, (int)granted.StatusCode);
        using var ole = await house.SignInAsync("ole@example.org");
        Assert.Equal(200, (await DeskHouse.GetAsync(ole, "/ops")).Status);
        Assert.Equal(403, (await DeskHouse.GetAsync(ole, "/ops/people")).Status);
        Assert.DoesNotContain("/ops/people", (await DeskHouse.GetAsync(ole, "/account")).Body, StringComparison.Ordinal);
    }

    /// <summary>Neither name nor address, and of time only the hour.</summary>
    [Fact]
    public async Task The_rows_say_little()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var browser = await house.SignInAsync(DeskHouse.Coordinator);
        house.Time.Advance(TimeSpan.FromMinutes(125));
        await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/account"), "/account/label", ("label", "the red laptop"));
        var row = await house.Get<CampaignTables>().Access.QueryAsync<TableEntity>("PartitionKey eq 'session'").SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["ExpiresAt", "Factor", "Label", "Person", "UsedAt", "Visitor"], row.Keys.Except(["PartitionKey", "RowKey", "Timestamp", "odata.etag"]).Order());
        Assert.Equal((0, 0), (row.GetDateTimeOffset("UsedAt")!.Value.Minute, row.GetDateTimeOffset("UsedAt")!.Value.Second));
        Assert.Equal(0, await house.Get<Sessions>().EndAllAsync("nobody@example.org", TestContext.Current.CancellationToken));
    }

    static async Task<(int, string?)> LocationAsync(HttpClient browser, string path)
    {
        var answer = await DeskHouse.GetAsync(browser, path);
        return (answer.Status, answer.Location);
    }
}
