using Campaigns.Invitations;
using Campaigns.Signatures;

namespace Campaigns.Tests.Life;

[Collection(CampaignTests.Name)]
public sealed class InvitationTests(OwnAzurite azurite)
{
    [Fact]
    public async Task Everyone_is_invited_and_reminded_once_however_often_it_runs_at_once()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchedAsync(house, 120);
        var mail = house.Office.Get<InvitationMail>();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => mail.InviteAsync(campaign))), count => Assert.Equal(120, count));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => mail.RemindAsync(campaign, 1))), count => Assert.Equal(120, count.Messages));
        Assert.Equal(120, await mail.InviteAsync(campaign));
        Assert.Equal(120, (await mail.RemindAsync(campaign, 1)).Messages);
        await house.MailsAsync(campaign, "");

        var sent = house.Office.Room.Messages.Find().CountBy(message => message.To).ToDictionary();
        Assert.All(Enumerable.Range(1, 120), n => Assert.Equal(2, sent[$"person{n}@example.org"]));
    }

    [Fact]
    public async Task Who_has_answered_in_any_way_is_not_reminded()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchedAsync(house, 4);
        var mail = house.Office.Get<InvitationMail>();
        await mail.InviteAsync(campaign);
        await house.Book.OpenAsync(campaign);
        var open = campaign;
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(open, 1));
        var path = await house.Book.InvitationPathAsync(open, (await house.Store.InvitationAsync(open, 2))!);
        await house.Book.DeclineAsync(path["/sign/".Length..]);

        Assert.Equal(2, (await mail.RemindAsync(open, 1)).Messages);
        await house.SignAsync(open, 3);
        Assert.Equal(1, (await mail.RemindAsync(open, 2)).Messages);

        var board = await house.Office.Get<InvitationBoard>().ReadAsync(open);
        Assert.Equal([SignatureState.Confirmed, SignatureState.Declined, SignatureState.Confirmed, null], board.Select(line => line.Answer));
        Assert.Equal([0, 0, 1, 2], board.Select(line => line.Reminded));
        Assert.All(board, line => Assert.Equal(house.Now, line.InvitedAt));
    }

    static async Task<Campaign> LaunchedAsync(CampaignHouse house, int people)
    {
        // Open, but with an orchestration that was never started: here the test runs the steps.
        var deaf = new DeafClient(house.Client, losesStarts: true);
        var campaign = await house.LaunchAsync(draft => draft with { Invitations = [.. Stories.People(people)], Reminders = ["50%", "PT1H"] }, deaf);
        await house.Office.Get<OpenCampaign>().RunAsync(null!, new(campaign.Id, 0));
        return await house.ReadAsync(campaign.Id);
    }
}
