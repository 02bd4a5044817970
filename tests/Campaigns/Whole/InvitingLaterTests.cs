using Campaigns.Invitations;
using Campaigns.Signatures;

namespace Campaigns.Tests.Life;

/// <summary>People who are invited after the launch, and reminders that the coordinator asks for.</summary>
[Collection(CampaignTests.Name)]
public sealed class InvitingLaterTests(OwnAzurite azurite)
{
    [Fact]
    public async Task Who_is_added_gets_one_invitation_and_nobody_gets_another()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { Window = "P1D", Reminders = [], Invitations = [.. Stories.People(2)] });
        await house.PassAsync(TimeSpan.FromMinutes(1));
        var adding = house.Office.Get<InvitationAdding>();
        campaign = await house.ReadAsync(campaign.Id);
        var lines = InvitationAdding.Read(campaign, "Known; NO; Known; person1@example.org; en\nLate House; PL; Jan; late@example.org; en");
        Assert.Null((await adding.AddAsync(house.Client, campaign, lines.Value, "coordinator")).Refusal);
        await house.PassAsync(TimeSpan.FromMinutes(2));

        campaign = await house.ReadAsync(campaign.Id);
        Assert.Equal(3, campaign.Invitations);
        Assert.Equal(1, await house.MailsAsync(campaign, "late@example.org"));
        Assert.Equal(1, await house.MailsAsync(campaign, "person1@example.org"));
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, 3));
        Assert.Equal("AllInvited", (await adding.AddAsync(house.Client, campaign, lines.Value, "coordinator")).Refusal);
        Assert.Contains("InviteRequested", await house.JournalAsync(campaign.Id));
        Assert.Contains("email Duplicate", Launches.Said(Read(campaign, "A; NO; A; a@example.org; en\nB; NO; B; A@example.org; en")), StringComparison.Ordinal);

        await house.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal("AlreadyClosed", (await adding.AddAsync(house.Client, await house.ReadAsync(campaign.Id), Read(campaign, "B; NO; B; b@example.org; en").Value, "coordinator")).Refusal);
        Assert.Equal(3, (await house.Store.InvitationsAsync(campaign)).Count);

        static Checked<InvitationLines> Read(Campaign campaign, string lines) => InvitationAdding.Read(campaign, lines);
    }

    [Fact]
    public async Task A_reminder_is_sent_now_to_who_has_not_answered_and_not_again_for_a_while()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT10H", Reminders = ["90%"], Invitations = [.. Stories.People(2)] });
        await house.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("RemindedLately", await house.ActAsync(campaign.Id, new DeskCommand.RemindNow()));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromHours(1.2)); // a tenth of the window
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.RemindNow()));
        Assert.Equal("RemindedLately", await house.ActAsync(campaign.Id, new DeskCommand.RemindNow()));
        await house.PassAsync(TimeSpan.FromHours(1.3));
        Assert.Equal((1, 2), (await house.MailsAsync(campaign, "person1@example.org"), await house.MailsAsync(campaign, "person2@example.org")));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Extend((await house.ReadAsync(campaign.Id)).ClosesAt!.Value.AddHours(2)))); // the other reminder moves, this one does not; both are told
        Assert.NotNull((await house.ReadAsync(campaign.Id)).Reminders.Single(reminder => reminder.Chosen == ReminderPlan.Now).SentAt);
        await house.PassAsync(TimeSpan.FromHours(11.5));
        Assert.Equal((2, 4), (await house.MailsAsync(campaign, "person1@example.org"), await house.MailsAsync(campaign, "person2@example.org")));
    }

    [Fact]
    public async Task A_campaign_closes_when_its_target_is_reached_and_not_before()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT10H", Reminders = [], Target = 2, Approval = ApprovalRule.Automatic, Invitations = [.. Stories.People(3)] });
        await house.WatchAsync(TimeSpan.FromMinutes(1));
        await house.SignAsync(campaign, 1);
        await house.WatchAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Open, (await house.ReadAsync(campaign.Id)).Phase);
        await house.SignAsync(campaign, 2);
        await house.WatchAsync(TimeSpan.FromMinutes(3));
        campaign = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Dispatched, 2), (campaign.Phase, campaign.FinalCount!.Organisations));
        Assert.Contains("TargetReached", await house.JournalAsync(campaign.Id));
    }
}
