using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class PublicationPageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_pseudonym_goes_from_the_form_to_the_list_marked_as_one()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var form = await house.GetAsync($"/campaigns/{campaign.Id}");

        var missing = await house.SendAsync(form, [.. DoorsHouse.Organisation(1, publication: "pseudonym")]);
        Assert.Equal(422, missing.Status);
        var asked = await house.SendAsync(missing, [.. DoorsHouse.Organisation(1, publication: "pseudonym"), ("pseudonym", "The Wind")]);
        Assert.Equal(303, asked.Status);
        await house.SendAsync(await house.GetAsync(await house.LinkAsync(campaign, "speaker1@example.org")));
        house.Time.Advance(TimeSpan.FromSeconds(3));

        var list = await house.GetAsync($"/campaigns/{campaign.Id}/signatories");
        Assert.Contains("The Wind (pseudonym)", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Committee 1", list.Text, StringComparison.Ordinal);
        Assert.Contains("The Wind (pseudonym)", await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/signatories.csv"), StringComparison.Ordinal);
        Assert.Contains("\"pseudonym\":true", await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/signatories.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipts_link_changes_who_sees_the_name_until_the_list_is_handed_over()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("window", "PT1H"), ("reminders", ""));
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        Assert.Contains("/publication", (await house.GetAsync(link)).Document.Body!.InnerHtml, StringComparison.Ordinal);

        var page = await house.GetAsync(link + "/publication");
        Assert.True(page.Document.QuerySelector("#f-publication-public")!.HasAttribute("checked"));
        Assert.Equal(422, (await house.SendAsync(page, ("publication", "everyone"))).Status);
        var changed = await house.SendAsync(page, ("publication", "name-withheld"));
        Assert.Equal((303, link), (changed.Status, changed.Location));
        house.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain("Committee 1", (await house.GetAsync($"/campaigns/{campaign.Id}/signatories")).Text, StringComparison.Ordinal);

        house.Time.Advance(TimeSpan.FromHours(2));
        await house.StepAsync<CloseCampaign>(campaign);
        await house.StepAsync<DecideApproval>(campaign);
        await house.StepAsync<BeginDispatch>(campaign, 1);
        var late = await house.SendAsync(page, ("publication", "public"));
        Assert.Equal((409, "It is too late to change this"), (late.Status, late.Heading));
        Assert.Equal(409, (await house.GetAsync(link + "/publication")).Status);
    }

    [Fact]
    public async Task Only_what_the_campaign_allows_is_offered_and_its_proposal_is_chosen()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("publications", "addressee-only, name-withheld"), ("publication", "name-withheld"));

        var form = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Equal(["addressee-only", "name-withheld"], form.Document.QuerySelectorAll("input[name=publication]").Select(input => input.GetAttribute("value")));
        Assert.True(form.Document.QuerySelector("#f-publication-name-withheld")!.HasAttribute("checked"));
        Assert.Null(form.Document.QuerySelector("input[name=pseudonym]"));
        Assert.Equal(422, (await house.SendAsync(form, DoorsHouse.Organisation(1))).Status);
    }

    [Fact]
    public async Task After_the_letters_a_withdrawal_takes_the_name_off_the_list_and_says_so()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("window", "PT1H"), ("reminders", ""), ("addressees", ""));
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        house.Time.Advance(TimeSpan.FromHours(2));
        await house.StepAsync<CloseCampaign>(campaign);
        await house.StepAsync<DecideApproval>(campaign);
        await house.StepAsync<BeginDispatch>(campaign, 1);
        await house.StepAsync<FinishDispatch>(campaign);

        var ask = await house.GetAsync(link + "/withdraw");
        Assert.Equal("Withdraw, although the letters have left?", ask.Heading);
        Assert.Equal((303, link), (await house.SendAsync(ask)) is var sent ? (sent.Status, sent.Location) : default);
        Assert.Contains("recipients have to be told", (await house.GetAsync(link)).Text, StringComparison.Ordinal);
        house.Time.Advance(TimeSpan.FromSeconds(3));
        var list = await house.GetAsync($"/campaigns/{campaign.Id}/signatories");
        Assert.Contains("Withdrawn after the letters had left", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Committee 1", list.Text, StringComparison.Ordinal);
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Contains("2 organisations", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 of them withdrew after the letters had left", page.Text, StringComparison.Ordinal);
    }
}
