using System.Net;
using System.Text.Json.Nodes;
using Campaigns.Local.MailRoom;
using Campaigns.Local.MailRoom.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Mail;

/// <summary>PUT /faults: each fault does what it says, to those it names, as often as it may.</summary>
public sealed class FaultTests : MailRoomTest
{
    readonly FakeTimeProvider time = new(new DateTimeOffset(2031, 5, 4, 10, 0, 0, TimeSpan.Zero));

    protected override MailRoomOptions Options => new() { DataFolder = Folder, Time = time };

    [Fact]
    public async Task Too_many_requests_says_when_to_come_again()
    {
        await SetFaults("""[{ "do": "429", "count": 1 }]""");
        var answer = await Send();
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("1", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal("0", answer.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds() + 1, long.Parse(answer.Headers.GetValues("X-RateLimit-Reset").Single(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("errors", await answer.DeserializeResponseBodyAsync());
        Assert.Equal(0, Room.Messages.Count);
        Assert.Equal(HttpStatusCode.Accepted, (await Send()).StatusCode);
    }

    [Fact]
    public async Task A_server_error_stores_nothing()
    {
        await SetFaults("""[{ "do": "500" }]""");
        Assert.Equal(HttpStatusCode.InternalServerError, (await Send()).StatusCode);
        Assert.Equal(0, Room.Messages.Count);
        await SetFaults("[]");
        Assert.Equal(HttpStatusCode.Accepted, (await Send()).StatusCode);
    }

    [Fact]
    public async Task Accept_then_hang_stores_and_never_answers()
    {
        await SetFaults("""[{ "do": "accept-then-hang", "count": 1 }]""");
        using var stop = new CancellationTokenSource();
        var sending = Client().SendEmailAsync(Message(), stop.Token);
        await Room.Messages.WaitAsync("ana@example.org");
        Assert.False(sending.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(HttpStatusCode.Accepted, (await Send("ben@example.org")).StatusCode);
    }

    [Fact]
    public async Task A_hanging_request_does_not_keep_the_mail_room_from_closing()
    {
        await SetFaults("""[{ "do": "accept-then-hang" }]""");
        var sending = Client().SendEmailAsync(Message());
        await Room.Messages.WaitAsync();
        await Close();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        await Open();
        Assert.Equal(1, Room.Messages.Count);
    }

    [Theory]
    [InlineData("bounce", "processed bounce")]
    [InlineData("defer", "processed deferred delivered")]
    [InlineData("drop", "")]
    [InlineData("duplicate-events", "delivered processed processed delivered delivered processed")]
    public async Task A_message_meets_its_fate(string fault, string events)
    {
        await using var app = await WebhookReceiver.StartAsync();
        Room.WebhookUrl = app.Url;
        await SetFaults($$"""[{ "match": { "to": "ana@example.org" }, "do": "{{fault}}" }]""");
        Assert.Equal(HttpStatusCode.Accepted, (await Send("ana@example.org")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await Send("ben@example.org")).StatusCode);
        var expected = events.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await Clockwork.Until(time, () => app.Events.Count >= expected.Length + 2);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(expected.Order(), Told(app, "ana@example.org").Order());
        Assert.Equal(expected.FirstOrDefault(), Told(app, "ana@example.org").FirstOrDefault());
        Assert.Equal(["processed", "delivered"], Told(app, "ben@example.org"));
        Assert.Equal(2, Room.Messages.Count);
    }

    [Fact]
    public async Task A_bounce_gives_its_reason()
    {
        await using var app = await WebhookReceiver.StartAsync();
        Room.WebhookUrl = app.Url;
        Room.Faults.Set(new FaultRule(FaultKind.Bounce));
        await Send();
        await Clockwork.Until(time, () => app.Events.Count == 2);
        var bounce = app.Events[1];
        Assert.Equal(("bounce", "bounce", "5.1.1"), ((string?)bounce["event"], (string?)bounce["type"], (string?)bounce["status"]));
        Assert.NotEmpty((string)bounce["reason"]!);
    }

    [Fact]
    public async Task Repeated_events_partly_change_their_id()
    {
        await using var app = await WebhookReceiver.StartAsync();
        Room.WebhookUrl = app.Url;
        Room.Faults.Set(new FaultRule(FaultKind.DuplicateEvents));
        await Send();
        await Clockwork.Until(time, () => app.Events.Count == 6);
        var ids = app.Events.Where(told => (string?)told["event"] == "delivered").Select(told => (string?)told["sg_event_id"]).ToList();
        Assert.Equal((3, 2), (ids.Count, ids.Distinct().Count()));
    }

    [Theory]
    [InlineData("""{ "to": "*@A.example.org" }""", "p1@a.example.org")]
    [InlineData("""{ "to": "P1@a.example.org" }""", "p1@a.example.org")]
    [InlineData("""{ "subject": "ROUND 1" }""", "p1@a.example.org")]
    [InlineData("""{ "subject": "*1" }""", "p1@a.example.org")]
    [InlineData("""{ "to": "*", "subject": "round*" }""", "p1@a.example.org p2@b.example.org")]
    [InlineData("""{ "to": "example.org" }""", "")]
    [InlineData("""{ "to": "p?@a.example.org" }""", "")]
    [InlineData("{}", "p1@a.example.org p2@b.example.org")]
    public async Task A_fault_strikes_those_it_names(string match, string struck)
    {
        await SetFaults($$"""[{ "match": {{match}}, "do": "bounce" }]""");
        await Send("p1@a.example.org", "Round 1");
        await Send("p2@b.example.org", "Round 2");
        Assert.Equal(struck, string.Join(' ', Room.Messages.Find().Where(message => message.Fate == Fate.Bounced).Select(message => message.To).Order()));
    }

    [Fact]
    public async Task A_rate_with_a_seed_draws_the_same_every_time()
    {
        async Task<string> Run()
        {
            Room.Messages.Empty();
            Room.Faults.Set(new FaultRule(FaultKind.Drop) { Rate = 0.3, Seed = 7 });
            for (var n = 0; n < 60; n++)
                await Send($"p{n}@example.org");
            return string.Join(' ', Room.Messages.Find().Where(message => message.Fate == Fate.Dropped).Select(message => message.To));
        }
        var first = await Run();
        Assert.InRange(first.Split(' ').Length, 8, 30);
        Assert.Equal(first, await Run());
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("nonsense", null)]
    [InlineData("[1]", "0")]
    [InlineData("""[{ "do": "bounce" }, {}]""", "1.do")]
    [InlineData("""[{ "do": "bounces" }]""", "0.do")]
    [InlineData("""[{ "do": 429 }]""", "0.do")]
    [InlineData("""[{ "do": "429", "rate": 1.5 }]""", "0.rate")]
    [InlineData("""[{ "do": "429", "rate": "all" }]""", "0.rate")]
    [InlineData("""[{ "do": "429", "count": -1 }]""", "0.count")]
    [InlineData("""[{ "do": "429", "count": 1.5 }]""", "0.count")]
    [InlineData("""[{ "do": "429", "seed": "x" }]""", "0.seed")]
    [InlineData("""[{ "do": "429", "match": "ana" }]""", "0.match")]
    [InlineData("""[{ "do": "429", "match": { "to": 1 } }]""", "0.match.to")]
    [InlineData("""[{ "do": "429", "match": { "from": "x" } }]""", "0.match.from")]
    [InlineData("""[{ "do": "429", "often": 1 }]""", "0.often")]
    public async Task A_wrong_fault_is_refused_and_the_old_ones_stay(string body, string? field)
    {
        await SetFaults("""[{ "do": "500" }]""");
        using var answer = await Http.PutAsync("/faults", new StringContent(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!["field"]);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Send()).StatusCode);
    }

    [Fact]
    public async Task The_faults_in_force_can_be_read()
    {
        await SetFaults("""[{ "match": { "to": "*@example.org" }, "rate": 0.5, "count": 3, "do": "429", "seed": 1 }, { "do": "drop" }]""");
        await Send();
        var faults = JsonNode.Parse(await Http.GetStringAsync("/faults"))!.AsArray();
        Assert.Equal(("429", 3, "*@example.org"), ((string?)faults[0]!["do"], (int)faults[0]!["count"]!, (string?)faults[0]!["match"]!["to"]));
        Assert.Equal(1, (int)faults[0]!["strikes"]! + (int)faults[1]!["strikes"]!);
    }

    static IEnumerable<string?> Told(WebhookReceiver app, string to) => app.Events.Where(told => (string?)told["email"] == to).Select(told => (string?)told["event"]);
}
