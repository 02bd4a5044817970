using System.Net;
using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class SigningTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Only_the_button_behind_the_link_signs()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var asked = await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1));
        Assert.Equal((303, $"/campaigns/{campaign.Id}/check-mail"), (asked.Status, asked.Location));
        var link = await house.LinkAsync(campaign, "speaker1@example.org");

        for (var visit = 0; visit < 20; visit++) await ScanAsync(house, link);
        Assert.Equal(Count.Zero, await CountAsync(house, campaign));

        var page = await house.GetAsync(link);
        Assert.Contains("Committee 1", page.Text, StringComparison.Ordinal);
        Assert.Contains("let our colleague enter", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("button"));
        var signed = await house.SendAsync(page);
        Assert.Equal((303, link + "/receipt"), (signed.Status, signed.Location));
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));

        Assert.Equal("Thank you, you have signed", (await house.GetAsync(link + "/receipt")).Heading);
        Assert.Equal("You have signed", (await house.GetAsync(link)).Heading);
        Assert.Equal(link + "/receipt", (await house.SendAsync(page)).Location);
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));
    }

    [Fact]
    public async Task The_same_address_gets_the_same_answer_again()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        var again = await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1));
        Assert.Equal((303, $"/campaigns/{campaign.Id}/check-mail"), (again.Status, again.Location));
        Assert.Equal("Now look into your mail", (await house.GetAsync(again.Location!)).Heading);
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));
    }

    [Fact]
    public async Task An_invited_person_completes_name_role_and_publication()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var link = await house.InvitationAsync(campaign, 2);

        var page = await house.GetAsync(link);
        Assert.Contains("Sign for Other House", page.Text, StringComparison.Ordinal);
        Assert.Equal("Jan Example", page.Document.QuerySelector("input[name=name]")!.GetAttribute("value"));

        var refused = await house.SendAsync(page, ("name", "  "), ("role", "chair"), ("publication", "everyone"));
        Assert.Equal(422, refused.Status);
        Assert.StartsWith("Error: ", refused.Title, StringComparison.Ordinal);
        Assert.Equal("chair", refused.Document.QuerySelector("input[name=role]")!.GetAttribute("value"));
        Assert.Equal(Count.Zero, await CountAsync(house, campaign));

        Assert.Equal(303, (await house.SendAsync(refused, ("name", "Jan Example"), ("publication", "public"))).Status);
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));
        Assert.Contains("Jan Example, chair", (await house.GetAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_can_be_withdrawn_and_given_again_until_the_list_is_handed_over()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("window", "PT1H"), ("reminders", ""));
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");

        var ask = await house.GetAsync(link + "/withdraw");
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));
        Assert.Equal(link, (await house.SendAsync(ask)).Location);
        Assert.Equal(Count.Zero, await CountAsync(house, campaign));
        Assert.Equal("Your signature is withdrawn", (await house.GetAsync(link)).Heading);

        Assert.Equal(303, (await house.SendAsync(await house.GetAsync(link + "/again"))).Status);
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));

        house.Time.Advance(TimeSpan.FromHours(2));
        await house.StepAsync<CloseCampaign>(campaign);
        await house.StepAsync<DecideApproval>(campaign);
        var late = await house.GetAsync(link + "/withdraw");
        await house.StepAsync<BeginDispatch>(campaign, 1);
        Assert.Equal(Phase.Dispatching, (await house.NowAsync(campaign)).Phase);
        Assert.Equal(409, (await house.SendAsync(late)).Status);
        Assert.Equal(new Count(1, 1, 0), await CountAsync(house, campaign));
    }

    [Fact]
    public async Task Whoever_did_not_ask_says_so_and_whoever_is_invited_may_decline()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1));
        var stranger = await house.LinkAsync(campaign, "speaker1@example.org");
        Assert.Equal(stranger, (await house.SendAsync(await house.GetAsync(stranger + "/decline"))).Location);
        var declined = await house.GetAsync(stranger);
        Assert.Equal("Nothing is signed", declined.Heading);
        Assert.Contains("What was typed has been deleted", declined.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/again", declined.Document.Body!.InnerHtml, StringComparison.Ordinal);

        var invited = await house.InvitationAsync(campaign, 1);
        await house.SendAsync(await house.GetAsync(invited + "/decline"));
        Assert.Contains("/again", (await house.GetAsync(invited)).Document.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(303, (await house.SendAsync(await house.GetAsync(invited + "/again"))).Status);
    }

    [Fact]
    public async Task Who_comes_after_the_deadline_is_told_so()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("window", "PT1H"), ("reminders", ""));
        var form = await house.GetAsync($"/campaigns/{campaign.Id}");
        await house.SendAsync(form, DoorsHouse.Organisation(1));
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        var page = await house.GetAsync(link);

        house.Time.Advance(TimeSpan.FromHours(1));

        var late = await house.SendAsync(page);
        Assert.Equal((410, "The deadline has passed"), (late.Status, late.Heading));
        Assert.Equal(410, (await house.GetAsync(link)).Status);
        Assert.Equal((409, "The deadline has passed"), (await house.SendAsync(form, DoorsHouse.Organisation(2)) is var other ? (other.Status, other.Heading) : default));
        await house.StepAsync<CloseCampaign>(campaign);
        Assert.Equal(Phase.Closed, (await house.NowAsync(campaign)).Phase);
        Assert.Equal(410, (await house.SendAsync(page)).Status);
        Assert.Equal(Count.Zero, await CountAsync(house, campaign));
    }

    static async Task ScanAsync(DoorsHouse house, string link)
    {
        using var head = await house.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        var page = await house.GetAsync(link);
        foreach (var other in page.Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Where(href => href.StartsWith('/')))
            Assert.True((await house.GetAsync(other)).Status < 400, other);
    }

    static async Task<Count> CountAsync(DoorsHouse house, Campaign campaign)
    {
        house.Time.Advance(TimeSpan.FromSeconds(3)); // a cached count is at most two seconds old
        return await house.Get<SignatureBook>().CountAsync(campaign);
    }
}
