using System.Text.Json;
using Campaigns.Signatures;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

/// <summary>What the public and the signatory read of the grace.</summary>
public sealed class GracePageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_is_said_before_the_deadline_and_in_it()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("grace", "PT10M"), ("reminders", ""));
        await house.Get<SignatureBook>().RequestAsync(campaign, BookHouse.Organisation(1));
        var (link, page) = (await house.LinkAsync(campaign, "committee1@example.org"), $"/campaigns/{campaign.Id}");
        Assert.Contains("Whoever has asked before the deadline can confirm for 10 minutes more", (await house.GetAsync(page)).Text, StringComparison.Ordinal);

        house.Time.SetUtcNow(campaign.ClosesAt!.Value.AddMinutes(2));
        var closed = await house.GetAsync(page);
        Assert.Contains("can confirm for 8 minutes more", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Document.Forms, form => form.GetAttribute("action")!.Contains("signatures", StringComparison.Ordinal));
        var confirm = await house.GetAsync(link);
        Assert.Contains("Because you asked before it, you can confirm for 8 minutes more", confirm.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await house.SendAsync(confirm)).Status);
        Assert.Equal("The deadline has passed", (await house.GetAsync(await house.InvitationAsync(campaign, 1))).Heading);

        using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Accept", "application/json" } } };
        using var json = JsonDocument.Parse(await (await house.Http.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.Equal(campaign.ClosesAt!.Value.AddMinutes(10), json.RootElement.GetProperty("graceUntil").GetDateTimeOffset());
    }

    [Fact]
    public async Task Where_the_deadline_may_be_put_off_nobody_is_told_that_it_is_too_late_before_that_is_decided()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("grace", "PT10M"), ("reminders", ""), ("minimumSignatures", "40"), ("whenMissed", "extend"), ("extendBy", "P1D"));
        var page = $"/campaigns/{campaign.Id}";
        var form = await house.GetAsync(page);
        Assert.Contains("There is a threshold. If it is missed at the deadline, the deadline is extended once.", form.Text, StringComparison.Ordinal);

        house.Time.SetUtcNow(campaign.ClosesAt!.Value.AddMinutes(2));
        Assert.Equal("The deadline has just passed", (await house.GetAsync(await house.InvitationAsync(campaign, 1))).Heading);
        Assert.DoesNotContain("There is a threshold", (await house.GetAsync(page)).Text, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { { "Accept", "application/json" } } };
        using var json = JsonDocument.Parse(await (await house.Http.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.Equal("extend", json.RootElement.GetProperty("ifThresholdMissed").GetString());
    }
}
