using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class ReceiptWordsTests(AzuriteFixture azurite)
{
    const string Next = "When signing is over, the statement goes to 1 office";
    const string SomeAreLookedAt = "looks at some signatures before they count";

    [Fact]
    public async Task What_comes_is_said_as_long_as_it_is_known()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        Assert.Contains(Next, (await house.GetAsync(link)).Text, StringComparison.Ordinal);
        house.Time.Advance(TimeSpan.FromHours(7));
        await house.StepAsync<CloseCampaign>(campaign);
        Assert.Equal(Phase.Closed, (await house.NowAsync(campaign)).Phase);
        Assert.DoesNotContain(Next, (await house.GetAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_each_signature_is_looked_at_nothing_is_said_of_some()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var (each, some) = (await house.OpenCampaignAsync(("vetting", "coordinator")), await house.OpenCampaignAsync());
        foreach (var campaign in (Campaign[])[each, some]) await house.SignAsync(campaign, 1);
        Assert.DoesNotContain(SomeAreLookedAt, (await house.GetAsync(await house.LinkAsync(each, "speaker1@example.org"))).Text, StringComparison.Ordinal);
        Assert.Contains(SomeAreLookedAt, (await house.GetAsync(await house.LinkAsync(some, "speaker1@example.org"))).Text, StringComparison.Ordinal);
    }
}
