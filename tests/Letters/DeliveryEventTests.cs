using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Letters;

/// <summary>The webhook with a key pair of the test's own: forged, replayed, broken, shuffled and doubled events.</summary>
public sealed class DeliveryEventTests(AzuriteFixture azurite) : IAsyncLifetime
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    PostOffice office = null!;
    DeliveryEvents events = null!;
    string campaign = "";
    readonly Told refused = new();

    /// <summary>Whose address was refused for good.</summary>
    sealed class Told
    {
        public List<LetterKey> All { get; } = [];

        public Task Add(LetterKey letter)
        {
            All.Add(letter);
            return Task.CompletedTask;
        }
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    FakeTimeProvider Time => office.Time;

    public async ValueTask InitializeAsync()
    {
        office = await PostOffice.OpenAsync(azurite);
        (campaign, _) = await office.CampaignAsync();
        events = new(office.Get<LetterLedger>(), office.Get<InvitationDelivery>(), new WebhookSignature(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), Time));
        await office.Get<LetterLedger>().ClaimAsync(new(campaign, 1, 1, 1), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        key.Dispose();
        await office.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_event_moves_the_letter()
    {
        Assert.Equal(DeliveryEventsResult.Taken, await PostAsync(Event("delivered")));
        Assert.Equal(LetterState.Delivered, await StateAsync());
    }

    [Fact]
    public async Task A_bounce_says_why()
    {
        await PostAsync(Event("bounce", "550 no such office"));
        var row = await office.Get<LetterLedger>().FindAsync(campaign, 1, 1, Cancel);
        Assert.Equal((LetterState.Bounced, "550 no such office"), (row!.StateNow(), row.Reason(await office.Get<KeyRing>().GetAsync(campaign))));
    }

    [Theory]
    [InlineData("bounce", "bounce", true)]
    [InlineData("bounce", "blocked", false)]
    [InlineData("bounce", "", true)]
    [InlineData("dropped", "", true)]
    [InlineData("deferred", "", false)]
    public async Task Only_an_address_that_is_refused_is_left_for_the_next(string name, string type, bool isRefused)
    {
        await PostAsync(Event(name).Replace("\"sg_event_id\"", $"\"type\":\"{type}\",\"sg_event_id\"", StringComparison.Ordinal));
        Assert.Equal(isRefused ? 1 : 0, refused.All.Count);
        Assert.Equal(isRefused ? true : null, (await office.Get<LetterLedger>().FindAsync(campaign, 1, 1, Cancel))!.Hard);
    }

    [Fact]
    public async Task What_no_page_can_show_is_left_out_of_a_reason()
    {
        await PostAsync(Event("bounce", "550\\u0000no\\u0085such\\ud83d\\ude00office"));
        var row = await office.Get<LetterLedger>().FindAsync(campaign, 1, 1, Cancel);
        Assert.Equal("550 no such  office", row!.Reason(await office.Get<KeyRing>().GetAsync(campaign)));
    }

    [Theory]
    [InlineData("""[{"event":"bounce","letter":"KEY","reason":"\ud800"}]""")]
    [InlineData("""[{"event":"bounce","letter":"\udc00"}]""")]
    [InlineData("""[{"\ud800":1,"event":"bounce","letter":"KEY"}]""")]
    public async Task A_signed_body_with_half_characters_is_refused_or_passed_over(string body)
    {
        var signed = body.Replace("KEY", new LetterKey(campaign, 1, 1, 1).ToString(), StringComparison.Ordinal);
        Assert.Contains(await PostAsync(signed), new[] { DeliveryEventsResult.BadBody, DeliveryEventsResult.Taken });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Shuffled_and_doubled_events_end_alike(int seed)
    {
        string[] all = [Event("processed"), Event("deferred"), Event("delivered"), Event("delivered"), Event("open"), Event("processed")];
        new Random(seed).Shuffle(all);
        foreach (var one in all) Assert.Equal(DeliveryEventsResult.Taken, await PostAsync(one));
        Assert.Equal(LetterState.Delivered, await StateAsync());
    }

    [Fact]
    public async Task A_forged_event_is_refused()
    {
        var (body, signature, timestamp) = Sign(Event("delivered"));
        body[^3] ^= 1;
        Assert.Equal(DeliveryEventsResult.BadSignature, await TakeAsync(body, signature, timestamp));
        Assert.Equal(DeliveryEventsResult.BadSignature, await TakeAsync(body, null, timestamp));
        Assert.Equal(DeliveryEventsResult.BadSignature, await TakeAsync(body, signature, null));
        Assert.Equal(DeliveryEventsResult.BadSignature, await TakeAsync(body, "not base64!", timestamp));
        Assert.Equal(LetterState.Claimed, await StateAsync());
    }

    [Fact]
    public async Task A_replayed_event_is_refused()
    {
        var (body, signature, timestamp) = Sign(Event("delivered"));
        Time.Advance(WebhookSignature.Tolerance + TimeSpan.FromSeconds(1));
        Assert.Equal(DeliveryEventsResult.BadSignature, await TakeAsync(body, signature, timestamp));
    }

    [Theory]
    [InlineData("[{\"event\":\"delivered\",")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_body_that_is_no_list_of_events_is_refused(string body) =>
        Assert.Equal(DeliveryEventsResult.BadBody, await PostAsync(body));

    [Theory]
    [InlineData("[1, null, \"delivered\"]")]
    [InlineData("[{\"event\":5,\"letter\":[]}]")]
    [InlineData("[{\"event\":\"delivered\"}]")]
    [InlineData("[{\"event\":\"delivered\",\"letter\":\"nobody.1.1.1\"}]")]
    public async Task Events_of_something_else_change_nothing(string body)
    {
        Assert.Equal(DeliveryEventsResult.Taken, await PostAsync(body));
        Assert.Equal(LetterState.Claimed, await StateAsync());
    }

    [Fact]
    public void Without_a_key_nothing_is_believed()
    {
        var (body, signature, timestamp) = Sign("[]");
        Assert.False(new WebhookSignature("", Time).IsValid(body, signature, timestamp));
    }

    string Event(string name, string reason = "") =>
        $$"""[{"event":"{{name}}","letter":"{{campaign}}.1.1.1","reason":"{{reason}}","sg_event_id":"{{Guid.NewGuid()}}","timestamp":1}]""";

    async Task<DeliveryEventsResult> PostAsync(string text)
    {
        var (body, signature, timestamp) = Sign(text);
        return await TakeAsync(body, signature, timestamp);
    }

    Task<DeliveryEventsResult> TakeAsync(byte[] body, string? signature, string? timestamp) => events.TakeAsync(body, signature, timestamp, refused.Add, Cancel);

    (byte[] Body, string Signature, string Timestamp) Sign(string text)
    {
        var timestamp = Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = key.SignData(Encoding.UTF8.GetBytes(timestamp + text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return (Encoding.UTF8.GetBytes(text), Convert.ToBase64String(signature), timestamp);
    }

    async Task<LetterState> StateAsync() => (await office.Get<LetterLedger>().FindAsync(campaign, 1, 1, Cancel))!.StateNow();
}
