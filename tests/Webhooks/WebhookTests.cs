using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Campaigns.Tests.Webhooks;

/// <summary>Through the doors: a coordinator names another program, people sign, the campaign goes its way.</summary>
public sealed class WebhookTests
{
    const string Address = "https://hooks.example.org/campaigns?key=hidden";

    [Fact]
    public async Task Another_program_is_told_of_signatures_the_close_and_the_letters_and_of_no_person()
    {
        var (house, receiver, id) = await OpenAsync();
        await using var _ = house;
        await SetAsync(house, id, Address);
        await SignAsync(house, id, "kari");
        await SignAsync(house, id, "jan");
        await RoundAsync(house);
        Assert.Equal(200, await ActAsync(house, id, "close", new { }));
        await UntilAsync(house, id, "dispatched");
        await RoundAsync(house);
        await RoundAsync(house);

        Assert.Equal(["campaign.signed", "campaign.closed", "campaign.dispatched"], receiver.Bodies.Select(body => (string)JsonNode.Parse(body)!["type"]!));
        Assert.All(receiver.Bodies, body => Assert.Equal(2, (int)JsonNode.Parse(body)!["data"]!["individuals"]!));
        Assert.DoesNotContain(receiver.Bodies, body => body.Contains("kari", StringComparison.OrdinalIgnoreCase));
        var webhook = await LookAsync(house, id);
        receiver.Check((string)webhook!["secret"]!);
        Assert.Equal(receiver.Ids.Reverse(), webhook["log"]!.AsArray().Select(attempt => (string)attempt!["id"]!));
        Assert.Empty(await house.Get<WebhookStore>().CampaignsAsync(default)); // nothing is left to tell
        await foreach (var row in house.Get<CampaignTables>().Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>())
            Assert.DoesNotContain(row, one => one.Value is string text && text.Contains("hooks.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Found)]
    public async Task What_is_not_acknowledged_comes_again_as_it_was(HttpStatusCode refusal)
    {
        var (house, receiver, id) = await OpenAsync();
        await using var _ = house;
        await SetAsync(house, id, Address);
        await SignAsync(house, id, "kari");
        receiver.Answer = refusal;
        await RoundAsync(house);
        await SignAsync(house, id, "jan");
        await RoundAsync(house);
        Assert.Single(receiver.Bodies);
        Assert.Equal(1, (int)(await LookAsync(house, id))!["attempts"]!);

        receiver.Answer = HttpStatusCode.OK;
        house.Time.Advance(WebhookPlan.Pauses[0]);
        await RoundAsync(house);

        Assert.Equal(3, receiver.Bodies.Count);
        Assert.Equal((receiver.Ids[0], receiver.Bodies[0]), (receiver.Ids[1], receiver.Bodies[1]));
        Assert.NotEqual(receiver.Ids[1], receiver.Ids[2]);
        Assert.Equal(2, (int)JsonNode.Parse(receiver.Bodies[2])!["data"]!["individuals"]!);
    }

    [Fact]
    public async Task A_crash_before_the_acknowledgement_is_stored_sends_the_same_thing_again()
    {
        var (house, receiver, id) = await OpenAsync();
        await using var _ = house;
        await SetAsync(house, id, Address);
        await SignAsync(house, id, "kari");
        receiver.Meanwhile = () => house.Get<WebhookStore>().SetAsync(id, Address, default); // the row changes, so what is written then does not stand
        await RoundAsync(house);
        receiver.Meanwhile = () => Task.CompletedTask;
        await RoundAsync(house);
        await RoundAsync(house);

        Assert.Equal(2, receiver.Ids.Count);
        Assert.Single(receiver.Ids.Distinct());
        Assert.Single(receiver.Bodies.Distinct());
    }

    [Theory]
    [InlineData("http://hooks.example.org")]
    [InlineData("ftp://hooks.example.org")]
    [InlineData("https://user:secret@hooks.example.org")]
    [InlineData("/hooks")]
    public async Task An_address_that_is_none_is_named(string address)
    {
        var (house, _, id) = await OpenAsync();
        await using var __ = house;
        Assert.Equal(422, await ActAsync(house, id, "webhook", new { address }));
        Assert.Null(await LookAsync(house, id));
    }

    [Fact]
    public async Task The_end_of_the_telling_and_of_the_personal_data_leaves_nothing()
    {
        var (house, receiver, id) = await OpenAsync();
        await using var _ = house;
        await SetAsync(house, id, Address);
        await SetAsync(house, id, "");
        await SignAsync(house, id, "kari");
        await RoundAsync(house);
        Assert.Empty(receiver.Bodies);
        Assert.Empty(await house.Get<WebhookStore>().CampaignsAsync(default));

        await SetAsync(house, id, Address);
        Assert.Equal(200, await ActAsync(house, id, "close", new { }));
        await UntilAsync(house, id, "dispatched");
        Assert.Equal(200, await ActAsync(house, id, "purge", new { why = PurgeRecord.Reasons[0], confirm = "yes" }));
        await UntilAsync(house, id, "archived");
        await RoundAsync(house);

        Assert.Empty(receiver.Bodies);
        Assert.Empty(await house.Get<WebhookStore>().CampaignsAsync(default));
        Assert.Equal(409, await ActAsync(house, id, "webhook", new { address = Address }));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 200)]
    public async Task Nothing_inside_is_called_unless_that_is_allowed(bool inside, int status)
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{Local.Launcher.FreePorts.Take()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var called = AnswerAsync(listener);
        using var sender = WebhookSender.ToTheWorld(inside, TimeProvider.System);

        Assert.Equal(status, await sender.PostAsync(new(address, new(), new("1", "campaign.signed", "{}", new())), new byte[32], default));
        if (inside) await called;
        else Assert.False(called.IsCompleted);
    }

    static async Task AnswerAsync(HttpListener listener) => (await listener.GetContextAsync()).Response.Close();

    static async Task<(DeskHouse House, Receiver Receiver, string Campaign)> OpenAsync()
    {
        var receiver = new Receiver();
        var house = await DeskHouse.OpenAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton(provider => new WebhookSender(receiver, provider.GetRequiredService<TimeProvider>()))));
        var id = await house.LaunchAsync(("signatories", "both"), ("reminders", ""), ("invitations", ""), ("window", "P2D"));
        await UntilAsync(house, id, "open");
        return (house, receiver, id);
    }

    static Task UntilAsync(DeskHouse house, string id, string state) =>
        house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));

    static Task RoundAsync(DeskHouse house) => house.Get<WebhookRounds>().RunAsync(default);

    static async Task SetAsync(DeskHouse house, string id, string address) => Assert.Equal(200, await ActAsync(house, id, "webhook", new { address }));

    static async Task<int> ActAsync(DeskHouse house, string id, string action, object fields) =>
        (int)(await house.ScriptAsync($"/desk/{id}/{action}", JsonContent.Create(fields), "application/json")).StatusCode;

    static async Task<JsonNode?> LookAsync(DeskHouse house, string id) => JsonNode.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync())!["webhook"];

    static async Task SignAsync(DeskHouse house, string id, string name)
    {
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("kind", "individual"), ("country", "NO"), ("name", $"{name} Example"), ("email", $"{name}@example.org"), ("publication", "public"));
        Assert.Equal(303, asked.Status);
        var link = await house.Mail.LinkAsync($"{name}@example.org", "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link))).Status);
    }
}
