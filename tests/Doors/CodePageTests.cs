using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class CodePageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_code_opens_the_page_behind_the_link_and_only_its_button_signs()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1));
        var invited = (await house.Get<CampaignStore>().InvitationsAsync(campaign))[0];
        var code = (await house.Get<SignatureBook>().InvitationCodeAsync(campaign, invited)).Code;

        var opened = await house.SendAsync(await house.GetAsync("/code"), ("email", invited.Email), ("code", code.ToLowerInvariant()));

        Assert.Equal((303, await house.InvitationAsync(campaign, 1)), (opened.Status, opened.Location));
        Assert.Equal(Count.Zero, await house.Get<SignatureBook>().CountNowAsync(campaign));
        Assert.Equal(303, (await house.SendAsync(await house.GetAsync(opened.Location!))).Status);
        Assert.Equal(new Count(1, 1, 0), await house.Get<SignatureBook>().CountNowAsync(campaign));
    }

    [Fact]
    public async Task A_wrong_code_gets_one_answer_whether_or_not_the_address_has_signed()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(2));

        var answers = new List<string>();
        foreach (var email in (string[])["speaker1@example.org", "speaker2@example.org", "stranger@example.org"])
        {
            var page = await house.SendAsync(await house.GetAsync("/code"), ("email", email), ("code", "ABCD-EFGH"));
            Assert.Equal((422, "do not belong together"), (page.Status, page.Text.Contains("do not belong together", StringComparison.Ordinal) ? "do not belong together" : page.Text));
            answers.Add(page.Text.Replace(email, "", StringComparison.Ordinal));
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task The_form_keeps_what_was_typed_and_wants_its_hidden_input()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);

        var wrong = await house.SendAsync(await house.GetAsync("/code"), ("email", "nobody"), ("code", ""));
        Assert.Equal(422, wrong.Status);
        Assert.Equal("nobody", wrong.Document.QuerySelector("input[name=email]")!.GetAttribute("value"));
        var stranger = await house.SendAsync(await house.GetAsync("/code"), ("form", "x"), ("email", "a@example.org"), ("code", "K7QF2M9X"));
        Assert.Equal(400, stranger.Status);
    }

    [Fact]
    public async Task The_mail_can_be_sent_again_with_one_answer_for_every_address()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1));
        house.Time.Advance(TimeSpan.FromMinutes(3));

        foreach (var email in (string[])["speaker1@example.org", "stranger@example.org"])
        {
            var sent = await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}/check-mail"), ("email", email));
            Assert.Equal((303, $"/campaigns/{campaign.Id}/check-mail?again"), (sent.Status, sent.Location));
        }
        Assert.Equal(422, (await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}/check-mail?again"), ("email", "x"))).Status);
        Assert.Single(await house.Get<SignatureBook>().AllAsync(campaign));
    }
}
