using Campaigns.Tests.Life;
using Campaigns.Webhooks;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Webhooks;

public sealed class WebhookPlanTests
{
    static readonly DateTimeOffset Now = Stories.Start;

    /// <summary>Whatever happens between two looks, the receiver ends up with what is the case, in order, and each event has an id of its own.</summary>
    [Fact]
    public void A_receiver_that_answers_learns_everything_in_order() => Prop.ForAll(Arb.From(Gen.Choose(0, 5).ArrayOf()), Learns).QuickCheckThrowOnFailure();

    static void Learns(int[] counts)
    {
        var (told, heard) = (new Told(), new List<WebhookEvent>());
        var campaign = Stories.Campaign();
        foreach (var count in counts.Select(count => new Count(count, 1, 0)))
            while (WebhookPlan.Next(campaign, count, told, Now) is { } what) Hear(what);
        var last = new Count(counts.Length == 0 ? 0 : counts[^1], 1, 0);
        campaign = campaign with { ClosedAt = Now, DispatchedAt = Now };
        while (WebhookPlan.Next(campaign, last, told, Now) is { } what) Hear(what);

        Assert.Equal(last.Signatures, told.Signatures);
        Assert.True(WebhookPlan.IsOver(campaign, told));
        Assert.Equal(["campaign.closed", "campaign.dispatched"], heard.TakeLast(2).Select(what => what.Type));
        Assert.All(heard.SkipLast(2), what => Assert.Equal("campaign.signed", what.Type));
        Assert.Equal(heard.Count, heard.Select(what => what.Id).Distinct().Count());

        void Hear(WebhookEvent what)
        {
            heard.Add(what);
            told = what.After;
        }
    }

    [Fact]
    public void A_receiver_that_is_silent_is_tried_for_more_than_a_day_and_then_given_up()
    {
        var (webhook, now) = (new Webhook("https://hooks.example.org", new(), new("1", "campaign.signed", "{}", new(1))), Now);
        for (var attempt = 1; webhook.GivenUpAt is null; attempt++)
        {
            webhook = WebhookPlan.Failed(webhook, now);
            Assert.Equal(attempt, webhook.Attempts);
            if (webhook.NextAt is { } next) now = next;
        }
        Assert.Equal(WebhookPlan.Pauses.Length + 1, webhook.Attempts);
        Assert.InRange(now - Now, TimeSpan.FromHours(27), TimeSpan.FromHours(28));
        Assert.NotNull(webhook.Pending);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("93.184.215.14", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    public void Only_addresses_that_anybody_has_are_called(string address, bool outside) =>
        Assert.Equal(outside, WebhookSender.IsOutside(System.Net.IPAddress.Parse(address)));
}
