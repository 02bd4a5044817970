using Campaigns.Signatures;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Life;

/// <summary>Campaigns from the launch to the report, in virtual time, on storage, with the letters in a mail room.</summary>
[Collection(CampaignTests.Name)]
public sealed class WholeCampaignTests(OwnAzurite azurite)
{
    static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    [Fact]
    public async Task A_campaign_runs_from_launch_to_report()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Hours(0));
        Assert.Equal(Phase.Open, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Equal(1, await house.MailsAsync(campaign, "coordinator@example.org"));
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, 1));

        await house.PassAsync(Hours(3));
        Assert.Equal((1, 2, 2), (await To(1), await To(2), await To(3)));
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, 2));

        await house.PassAsync(Hours(5));
        Assert.Equal((1, 2, 3), (await To(1), await To(2), await To(3)));

        await house.PassAsync(Hours(6));
        Assert.Equal(SignLinkState.TooLate, await house.SignAsync(campaign, 3));
        var ended = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Dispatched, house.Start + Hours(6), house.Start + Hours(6)), (ended.Phase, ended.ClosedAt, ended.ReportedAt));
        Assert.Equal(new Count(2, 1, 0), ended.FinalCount);
        Assert.Equal((1, 2), (await house.MailsAsync(campaign, "minister@example.org"), await house.MailsAsync(campaign, "coordinator@example.org")));
        Assert.Equal(
            ["Launched", "Opened", "Invited", "Reminded", "Reminded", "Closed", "ApprovedByRule", "DispatchBegun", "Dispatched", "Reported"],
            await house.JournalAsync(campaign.Id));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await house.StatusAsync(campaign.Id));
        Assert.Empty(await house.Store.ListAsync(active: true));
        Assert.Equal(campaign.Id, Assert.Single(await house.Store.ListAsync(active: false)).Id);

        Task<int> To(int person) => house.MailsAsync(campaign, $"person{person}@example.org");
    }

    [Fact]
    public async Task Without_any_doorbell_and_with_every_activity_twice_it_ends_the_same()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var deaf = new DeafClient(house.Client);
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start + Hours(1), Approval = ApprovalRule.Always }, deaf);
        await house.PassAsync(Hours(2));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start + Hours(9)), deaf));
        await house.PassAsync(Hours(10)); // half of the longer window was at five
        Assert.Equal(Phase.Approval, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Approve(), deaf));
        await house.PassAsync(Hours(12));

        Assert.Equal((Phase.Dispatched, 2), ((await house.ReadAsync(campaign.Id)).Phase, deaf.Rung));
        Assert.Equal(
            ["Launched", "Opened", "Invited", "DeadlineMoved", "DeadlineTold", "Reminded", "Reminded", "Closed", "ApprovalAsked", "Approved", "DispatchBegun", "Dispatched", "Reported"],
            await house.JournalAsync(campaign.Id));
        Assert.Equal((4, 1, 3), (await house.MailsAsync(campaign, "person1@example.org"), await house.MailsAsync(campaign, "minister@example.org"),
            await house.MailsAsync(campaign, "coordinator@example.org")));
    }

    [Fact]
    public async Task Closing_early_needs_no_more_than_the_bell()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Hours(1));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.CloseNow()));
        await house.PassAsync(Hours(1));

        Assert.Equal((Phase.Dispatched, house.Start + Hours(1)), ((await house.ReadAsync(campaign.Id)).Phase, (await house.ReadAsync(campaign.Id)).ClosedAt));
        Assert.Equal(SignLinkState.TooLate, await house.SignAsync(campaign, 1));
    }

    [Fact]
    public async Task A_longer_window_lets_people_sign_after_the_old_deadline()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Hours(5.5));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start + Hours(8))));
        await house.PassAsync(Hours(7));

        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, 1));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start + Hours(7.25))));
        await house.PassAsync(Hours(7.5));
        Assert.Equal((Phase.Dispatched, 1), ((await house.ReadAsync(campaign.Id)).Phase, (await house.ReadAsync(campaign.Id)).FinalCount!.Organisations));
    }

    [Fact]
    public async Task Cancelling_tells_those_who_signed_and_sends_no_letter()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Hours(1));
        await house.SignAsync(campaign, 1);
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Cancel("he was let in")));
        await house.PassAsync(Hours(8));

        Assert.Equal(Phase.Cancelled, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Equal((2, 1, 0), (await house.MailsAsync(campaign, "person1@example.org"), await house.MailsAsync(campaign, "person2@example.org"),
            await house.MailsAsync(campaign, "minister@example.org")));
        Assert.Equal("he was let in", (await house.Store.JournalAsync(campaign.Id)).Single(entry => entry.What == "Cancelled").Note);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await house.StatusAsync(campaign.Id));
        Assert.Equal(SignLinkState.Cancelled, await house.SignAsync(campaign, 2));
    }

    [Fact]
    public async Task A_step_that_fails_for_hours_is_tried_again_and_says_so()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.Failure = name => name == nameof(OpenCampaign) && house.Now < house.Start + Hours(2) ? new StepFailedException("Open: storage answered 503") : null;
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Hours(2));
        Assert.InRange(house.Runs[nameof(OpenCampaign)], 10, 30);
        await house.PassAsync(Hours(2.5));

        var opened = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Open, opened.OpenedAt + Hours(6)), (opened.Phase, opened.ClosesAt));
        await house.PassAsync(Hours(9));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Ten_months_pass_with_reminders_and_a_short_history()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { Window = "P10M", Reminders = ["50%", "P1M", "P1D"] });
        await house.PassAsync(campaign.ClosesAt!.Value - house.Start);

        var ended = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Dispatched, ended.ClosesAt), (ended.Phase, ended.ClosedAt));
        Assert.Equal(ended.Reminders.Select(reminder => reminder.DueAt), ended.Reminders.Select(reminder => reminder.SentAt!.Value));
        Assert.Equal(4, await house.MailsAsync(campaign, "person1@example.org"));
    }
}
