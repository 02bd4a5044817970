using System.Text.Json.Nodes;
using Campaigns.Local.MailRoom;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Mail;

/// <summary>The signed event webhook, with the clock in the test's hand.</summary>
public sealed class WebhookTests : MailRoomTest, IAsyncDisposable
{
    readonly FakeTimeProvider time = new(new DateTimeOffset(2031, 5, 4, 10, 0, 0, TimeSpan.Zero));

    protected override MailRoomOptions Options => new() { DataFolder = Folder, Time = time };

    [Fact]
    public async Task An_accepted_message_is_told_as_processed_and_delivered()
    {
        await using var app = await Receiver();
        var answer = await Send("ana@example.org", change: message =>
        {
            message.AddCustomArg("letter", "c1|r1|a1");
            message.AddCustomArg("event", "never overwrites");
            message.AddCategory("letters");
        });
        await Until(() => app.Events.Count == 2);

        Assert.Equal(["processed", "delivered"], app.Events.Select(Name));
        Assert.All(app.Events, told =>
        {
            Assert.Equal("ana@example.org", (string?)told["email"]);
            Assert.Equal("c1|r1|a1", (string?)told["letter"]);
            Assert.Equal("letters", (string?)told["category"]![0]);
            Assert.Equal(new DateTimeOffset(2031, 5, 4, 10, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), (long)told["timestamp"]!);
            Assert.StartsWith(answer.Headers.GetValues("X-Message-Id").Single() + ".", (string?)told["sg_message_id"], StringComparison.Ordinal);
            Assert.NotNull((string?)told["smtp-id"]);
        });
        Assert.Equal(2, app.Events.Select(told => (string?)told["sg_event_id"]).Distinct().Count());
    }

    [Fact]
    public async Task Every_post_is_signed_with_the_published_key()
    {
        await using var app = await Receiver();
        await Send(subject: "Заявление");
        await Until(() => app.Events.Count == 2);
        var published = await File.ReadAllTextAsync(Path.Combine(Folder, "webhook-public-key"));
        Assert.Equal(Room.WebhookPublicKey, published);
        Assert.All(app.Posts, post => Assert.True(post.IsSignedBy(published)));
        var last = app.Posts[^1];
        Assert.False((last with { Body = [.. last.Body, (byte)' '] }).IsSignedBy(published));
        Assert.False((last with { Timestamp = last.Timestamp + "1" }).IsSignedBy(published));
    }

    [Fact]
    public async Task The_key_stays_the_same_after_a_restart()
    {
        var before = Room.WebhookPublicKey;
        await Close();
        await Open();
        Assert.Equal(before, Room.WebhookPublicKey);
    }

    [Fact]
    public async Task Events_come_again_until_the_app_takes_them()
    {
        await using var app = await Receiver();
        app.Answer = _ => app.Posts.Count < 3 ? 503 : 200;
        await Send();
        await Until(() => app.Events.Count == 2);
        Assert.True(app.Posts.Count >= 4);
        Assert.Equal(["delivered", "processed"], app.Events.Select(Name).Order());
    }

    [Fact]
    public async Task Events_that_nobody_took_are_told_after_a_restart()
    {
        Room.WebhookUrl = new Uri("http://127.0.0.1:9/webhooks/sendgrid");
        await Send();
        time.Advance(TimeSpan.FromSeconds(1));
        await Close();
        await Open();
        await using var app = await Receiver();
        await Until(() => app.Events.Count == 2);

        await Close();
        await Open();
        Room.WebhookUrl = app.Url;
        await Send("ben@example.org");
        await Until(() => app.Events.Count == 4);
        Assert.Equal(2, app.Events.Count(told => (string?)told["email"] == "ana@example.org"));
    }

    [Fact]
    public async Task After_a_day_an_event_is_given_up()
    {
        await Send();
        await Close();
        time.Advance(TimeSpan.FromHours(24.5));
        await Open();
        await using var app = await Receiver();
        await Send("ben@example.org");
        await Until(() => app.Events.Count == 2);
        Assert.All(app.Events, told => Assert.Equal("ben@example.org", (string?)told["email"]));
    }

    [Fact]
    public async Task An_event_the_app_cannot_bear_does_not_hold_up_the_others()
    {
        await using var app = await Receiver();
        app.Answer = events => events.Any(told => (string?)told["email"] == "poison@example.org") ? 500 : 200;
        await Send("poison@example.org");
        for (var n = 0; n < 20; n++)
            await Send($"p{n}@example.org");
        await Until(() => app.Events.Count == 40);
        Assert.DoesNotContain(app.Events, told => (string?)told["email"] == "poison@example.org");
    }

    [Fact]
    public async Task Emptying_the_inbox_does_not_silence_events()
    {
        await Send();
        Room.Messages.Empty();
        Assert.Equal(0, Room.Messages.Count);
        await Close();
        await Open();
        Assert.Equal(0, Room.Messages.Count);
        await using var app = await Receiver();
        await Until(() => app.Events.Count == 2);
    }

    [Fact]
    public async Task A_thousand_messages_are_told_in_few_posts()
    {
        await using var app = await Receiver();
        var answer = await Send("p0@example.org", change: message =>
        {
            for (var n = 1; n < 1000; n++)
                message.AddTo(new SendGrid.Helpers.Mail.EmailAddress($"p{n}@example.org"), n);
            message.SetGlobalSubject("Sign");
        });
        Assert.True(answer.IsSuccessStatusCode, await answer.Body.ReadAsStringAsync());
        await Until(() => app.Events.Count == 2000);
        Assert.InRange(app.Posts.Count, 2, 10);
    }

    async Task<WebhookReceiver> Receiver()
    {
        var receiver = await WebhookReceiver.StartAsync();
        Room.WebhookUrl = receiver.Url;
        return receiver;
    }

    Task Until(Func<bool> condition) => Clockwork.Until(time, condition);

    static string? Name(JsonNode told) => (string?)told["event"];
}
