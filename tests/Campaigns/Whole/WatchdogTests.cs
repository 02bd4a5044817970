using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Letters;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Mail;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Life;

/// <summary>The watchdog over real storage and a real engine, in virtual time: it finds within a minute, tells once, mends.</summary>
[Collection(CampaignTests.Name)]
public sealed class WatchdogTests(OwnAzurite azurite)
{
    const string Operator = "operator@example.org";
    static readonly TimeSpan Due = TimeSpan.FromHours(3); // the first reminder

    [Fact]
    public async Task A_campaign_whose_orchestration_is_gone_is_found_told_once_and_carried_on()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var deaf = new DeafClient(house.Client);
        var campaign = await house.LaunchAsync(client: deaf);
        await house.PassAsync(Due - TimeSpan.FromMinutes(1));
        await house.Desk.SweepAsync(house.Client); // the next thorough round is ten minutes away
        await house.LoseOrchestrationAsync(campaign.Id);
        Assert.Null(await house.StatusAsync(campaign.Id));

        await house.WatchAsync(Due + TimeSpan.FromMinutes(10));

        var alarm = Assert.Single(await house.Alarms.MendedAsync(10));
        Assert.Equal((campaign.Id, AlarmKind.Lost, 1), (alarm.CampaignId, alarm.Trouble.Kind, alarm.Rings));
        Assert.InRange(alarm.SeenAt - house.Start, Due, Due + TimeSpan.FromMinutes(1));
        Assert.Empty(await house.Alarms.OpenAsync());
        Assert.Equal(OrchestrationRuntimeStatus.Running, await house.StatusAsync(campaign.Id));
        Assert.NotNull((await house.ReadAsync(campaign.Id)).Reminders[0].SentAt);
        Assert.Equal(1, await house.MailsAsync(campaign, Operator));
        Assert.Equal(["AlarmRaised", "Reminded", "AlarmMended"], (await house.JournalAsync(campaign.Id)).TakeLast(3));

        await house.PassAsync(TimeSpan.FromHours(7));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Equal((1, 1), (await house.MailsAsync(campaign, Operator), await house.MailsAsync(campaign, "minister@example.org")));
    }

    [Fact]
    public async Task An_orchestration_that_is_gone_long_before_anything_is_due_is_found_in_ten_minutes()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddDays(30) });
        await house.WatchAsync(TimeSpan.FromMinutes(1));
        await house.LoseOrchestrationAsync(campaign.Id);
        await house.WatchAsync(TimeSpan.FromMinutes(12));

        Assert.Equal(AlarmKind.Lost, Assert.Single(await house.Alarms.MendedAsync(10)).Trouble.Kind);
        Assert.Equal(OrchestrationRuntimeStatus.Running, await house.StatusAsync(campaign.Id));
    }

    [Fact]
    public async Task A_suspended_campaign_is_red_from_the_due_time_on_told_once_and_left_alone()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Due - TimeSpan.FromMinutes(5));
        await house.Client.SuspendInstanceAsync(campaign.Id);

        await house.WatchAsync(Due);
        Assert.Empty(await house.Alarms.OpenAsync());
        await house.WatchAsync(Due + TimeSpan.FromMinutes(1));
        var alarm = Assert.Single(await house.Alarms.OpenAsync());
        Assert.Equal((AlarmKind.Suspended, StepKind.Remind, house.Start + Due), (alarm.Trouble.Kind, alarm.Trouble.Step, alarm.Trouble.Since));
        await house.WatchAsync(Due + TimeSpan.FromMinutes(30));
        Assert.Equal((1, 0), (await house.MailsAsync(campaign, Operator), Assert.Single(await house.Alarms.OpenAsync()).Rings));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, await house.StatusAsync(campaign.Id));
        await house.Desk.SweepAsync(house.Client);
        Assert.NotNull(Assert.Single(await house.Alarms.OpenAsync()).MailedAt);

        await house.Client.ResumeInstanceAsync(campaign.Id);
        await house.WatchAsync(Due + TimeSpan.FromMinutes(31));
        Assert.Empty(await house.Alarms.OpenAsync());
        Assert.Equal(1, await house.MailsAsync(campaign, Operator));
    }

    [Fact]
    public async Task What_became_due_while_no_process_ran_is_told_when_one_is_back()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(Due - TimeSpan.FromMinutes(5));
        await house.DownUntilAsync(Due + TimeSpan.FromHours(1));
        await house.Desk.SweepAsync(house.Client); // as at the start of every process

        Assert.Equal((AlarmKind.Overdue, house.Start + Due), (await OnlyAsync(house)).Trouble is var t ? (t.Kind, t.Since) : default);
        await house.WatchAsync(Due + TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        Assert.Empty(await house.Alarms.OpenAsync());
        Assert.Equal(1, await house.MailsAsync(campaign, Operator));
        Assert.NotNull((await house.ReadAsync(campaign.Id)).Reminders[0].SentAt);
    }

    [Fact]
    public async Task A_step_that_never_works_is_told_once_with_its_error_and_keeps_being_tried()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        var table = house.Office.Tables.Campaigns;
        var whole = (await table.GetEntityAsync<TableEntity>(campaign.Id, Rows.Invitation(2))).Value;
        await table.UpsertEntityAsync(new TableEntity(campaign.Id, Rows.Invitation(2)) { ["Sealed"] = new byte[40] });
        await house.WatchAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((AlarmKind.Failing, StepKind.Invite), (await OnlyAsync(house)).Trouble is var t ? (t.Kind, t.Step) : default);

        await house.WatchAsync(TimeSpan.FromHours(1));
        var trouble = (await OnlyAsync(house)).Trouble;
        Assert.Equal("Invite: CryptographicException", trouble.Error);
        Assert.InRange(trouble.Count, 10, 60);
        Assert.Equal(1, await house.MailsAsync(campaign, Operator));

        await table.UpsertEntityAsync(whole, TableUpdateMode.Replace);
        await house.WatchAsync(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(10));
        Assert.Empty(await house.Alarms.OpenAsync());
        Assert.Equal((null, 0), (await house.ReadAsync(campaign.Id)) is var mended ? (mended.LastError, mended.Failures) : default);
        Assert.Equal((1, 1), (await house.MailsAsync(campaign, Operator), await house.MailsAsync(campaign, "person2@example.org")));
    }

    [Fact]
    public async Task An_error_after_the_effect_does_not_stay_with_the_next_step()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddHours(1) });
        var steps = house.Office.Get<StepRunner>();
        house.Office.Time.SetUtcNow(house.Start.AddHours(2));
        await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync(StepKind.Open, new(campaign.Id, 0), async found =>
        {
            await house.Office.Get<CampaignWriter>().DecideAsync(found.Id, new StepCommand.Opening());
            await house.Office.Get<CampaignWriter>().DecideAsync(found.Id, new StepCommand.Opened(found.ClosesAt));
            throw new TimeoutException("the answer was lost");
        }));
        Assert.Equal((Phase.Open, null), ((await house.ReadAsync(campaign.Id)).Phase, (await house.ReadAsync(campaign.Id)).LastError));
    }

    [Fact]
    public async Task Letters_of_unknown_outcome_are_red_until_a_person_decides()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite, mailTimeoutSeconds: 1);
        house.Office.Room.Faults.Set(new FaultRule(FaultKind.AcceptThenHang) { To = "minister@example.org" });
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT40S", Reminders = [], Invitations = [] });
        await house.WatchAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Equal((AlarmKind.Letters, 1), (await OnlyAsync(house)).Trouble is var t ? (t.Kind, t.Count) : default);
        await house.WatchAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(1, await house.MailsAsync(campaign, Operator));

        Assert.Equal(1, await house.Office.Get<LetterLedger>().LeaveUnknownAsync(campaign.Id));
        await house.WatchAsync(TimeSpan.FromMinutes(31));
        Assert.Empty(await house.Alarms.OpenAsync());
        Assert.Equal(LetterState.Unknown, (await house.Office.Get<LetterLedger>().BoardAsync(campaign)).Single().State);
    }

    [Fact]
    public async Task Mail_that_does_not_leave_is_one_alarm_for_the_whole_installation()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        await house.LaunchAsync();
        var sweep = house.Office.Get<OutboxSweep>();
        await house.Office.Get<InstallationWatch>().RunAsync(await sweep.RunAsync());
        Assert.Empty(await house.Alarms.OpenAsync());
        await house.PassAsync(TimeSpan.FromMinutes(11));
        for (var again = 0; again < 3; again++) await house.Office.Get<InstallationWatch>().RunAsync(await sweep.RunAsync());

        var alarm = await OnlyAsync(house);
        Assert.Equal((Alarm.Everywhere, AlarmKind.Mail, house.Start), (alarm.CampaignId, alarm.Trouble.Kind, alarm.Trouble.Since));
        var sender = house.Office.Get<OutboxSender>();
        await sender.SendAsync(house.Office.Tables.Access, "outbox");
        Assert.Single(house.Office.Room.Messages.Find(Operator, null));
        foreach (var campaign in await house.Store.ListAsync(active: true)) await sender.SendAsync(house.Office.Tables.Campaigns, campaign.Id);
        await house.Office.Get<InstallationWatch>().RunAsync(await sweep.RunAsync());
        Assert.Empty(await house.Alarms.OpenAsync());
    }

    [Fact]
    public async Task An_orchestration_that_goes_on_when_all_is_done_is_found_and_ends()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddDays(30) });
        await house.PassAsync(TimeSpan.FromMinutes(1));
        // Somebody cancels, nobody rings, and the last word is said by another hand: the orchestration sleeps on.
        await house.ActAsync(campaign.Id, new DeskCommand.Cancel("no need"), new DeafClient(house.Client));
        await house.Office.Get<CampaignWriter>().DecideAsync(campaign.Id, new StepCommand.CancellationTold());
        Assert.Equal(OrchestrationRuntimeStatus.Running, await house.StatusAsync(campaign.Id));

        await house.WatchAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(AlarmKind.Lingering, Assert.Single(await house.Alarms.MendedAsync(10)).Trouble.Kind);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await house.StatusAsync(campaign.Id));
        Assert.Equal(Phase.Cancelled, (await house.ReadAsync(campaign.Id)).Phase);
    }

    [Fact]
    public async Task Telling_an_alarm_again_after_a_crash_writes_nothing_new()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        var alarm = new Alarm(campaign.Id, new Trouble(AlarmKind.Overdue, house.Now) { Step = StepKind.Open }, house.Now);
        var teller = house.Office.Get<AlarmTeller>();
        for (var again = 0; again < 3; again++)
        {
            await teller.TellAsync(alarm, default); // each time as if the row did not say yet that it was told
            await house.MailsAsync(campaign, Operator);
        }
        Assert.Equal(1, await house.MailsAsync(campaign, Operator));
        Assert.Single(await house.JournalAsync(campaign.Id), what => what == "AlarmRaised");
    }

    static async Task<Alarm> OnlyAsync(CampaignHouse house) => Assert.Single(await house.Alarms.OpenAsync());
}
