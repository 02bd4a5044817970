using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Local.DurableTask;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Tests.Life;
using Campaigns.Updates;

namespace Campaigns.Tests.Replay;

/// <summary>The stories whose histories are kept: every way through the orchestrators, on the real engine, with the real activities.</summary>
static class Recordings
{
    public static readonly (string Name, Func<CampaignHouse, Task<Recorded>> Play)[] Stories =
    [
        ("plain", Plain), ("extended", Extended), ("closed-early", ClosedEarly), ("approved", Approved), ("second-person", SecondPerson), ("cancelled", Cancelled), ("failing", Failing),
        ("suspended", Suspended), ("many-letters-busy-mail", ManyLetters), ("given-up", GivenUp), ("begun-anew", BegunAnew), ("purged", Purged), ("followed-up", FollowedUp), ("drafting-round", DraftingRound), ("rounds", TwoRounds),
        ("alternate", Alternate), ("alternate-given-up", AlternateGivenUp), ("update", Update), ("update-overtaken", UpdateOvertaken), ("told-of-a-deadline", ToldOfADeadline), ("put-off-once", PutOffOnce), ("nothing-sent", NothingSent),
    ];

    /// <summary>Histories by story (a story that begins anew has one before and one after).</summary>
    public sealed record Recorded(params (string Suffix, IReadOnlyList<HistoryEvent> Events)[] Histories);

    /// <summary>Plays a story and writes its histories into <paramref name="folder"/>.</summary>
    public static async Task RecordAsync(OwnAzurite azurite, string name, string folder)
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var recorded = await Stories.Single(story => story.Name == name).Play(house);
        foreach (var (suffix, events) in recorded.Histories) HistoryFile.Write(folder, name + suffix, events);
    }

    static async Task<Recorded> Plain(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromHours(7));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> Extended(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddHours(1) });
        await house.PassAsync(TimeSpan.FromHours(5));
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(9)));
        await house.PassAsync(TimeSpan.FromHours(10));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> ToldOfADeadline(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddHours(9)));
        await house.PassAsync(TimeSpan.FromHours(10));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> PutOffOnce(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { MinimumSignatures = 1, WhenMissed = MissedRule.Extend, ExtendBy = "PT3H" });
        await house.PassAsync(TimeSpan.FromHours(7));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromHours(10));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> NothingSent(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { MinimumSignatures = 2, WhenMissed = MissedRule.DoNotSend });
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromHours(7));
        return await EndedAsync(house, campaign, Phase.Cancelled);
    }

    static async Task<Recorded> ClosedEarly(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.ActAsync(campaign.Id, new DeskCommand.CloseNow());
        await house.PassAsync(TimeSpan.FromHours(2));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> Approved(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1H", Approval = ApprovalRule.Always, EmbargoUntil = house.Start.AddHours(5) });
        await house.PassAsync(TimeSpan.FromHours(3));
        await house.ActAsync(campaign.Id, new DeskCommand.Approve());
        await house.PassAsync(TimeSpan.FromHours(6));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> SecondPerson(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1H", SecondApproval = true });
        await house.PassAsync(TimeSpan.FromHours(8)); // asked at the close, reminded once
        await house.ApproveAsync(campaign.Id, "ole@example.org");
        await house.PassAsync(TimeSpan.FromHours(9));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> Cancelled(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.SignAsync(campaign, 1);
        await house.ActAsync(campaign.Id, new DeskCommand.Cancel("no need any more"));
        await house.PassAsync(TimeSpan.FromHours(2));
        return await EndedAsync(house, campaign, Phase.Cancelled);
    }

    static async Task<Recorded> Failing(CampaignHouse house)
    {
        var until = house.Start.AddMinutes(20);
        house.Failure = name => name == nameof(OpenCampaign) && house.Now < until ? new StepFailedException("Open: storage answered 503") : null;
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1H" });
        await house.PassAsync(TimeSpan.FromHours(3));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> Suspended(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.Client.SuspendInstanceAsync(campaign.Id, "operator");
        await house.PassAsync(TimeSpan.FromHours(4));
        await house.Client.ResumeInstanceAsync(campaign.Id, "operator");
        await house.PassAsync(TimeSpan.FromHours(7));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> ManyLetters(CampaignHouse house)
    {
        house.Office.Room.Faults.Set(new FaultRule(FaultKind.TooManyRequests) { To = "office*@example.org", Rate = 0.3 });
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [], Addressees = [.. Offices(45)] });
        await house.PassAsync(TimeSpan.FromHours(4));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    static async Task<Recorded> GivenUp(CampaignHouse house)
    {
        house.Failure = name => name == nameof(SendLetter) ? new MailServiceBusyException("the mail service answered 503") : null;
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [] });
        await house.PassAsync(TimeSpan.FromHours(30));
        return await EndedAsync(house, campaign, Phase.Dispatched);
    }

    // An execution that ends by beginning anew leaves nothing behind, so the last moment before is kept.
    static async Task<Recorded> BegunAnew(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddDays(3) });
        IReadOnlyList<HistoryEvent> before = [];
        for (var hours = 1; ; hours++)
        {
            await house.PassAsync(TimeSpan.FromHours(hours));
            var now = await house.EventsAsync(campaign.Id);
            if (now.Count < before.Count) break;
            before = now;
        }
        await house.PassAsync(TimeSpan.FromDays(3) + TimeSpan.FromHours(7));
        return new(("-before", before), ("-after", await house.EventsAsync(campaign.Id)), ("", await house.EventsAsync($"{campaign.Id}-round-1")));
    }

    static async Task<Recorded> Purged(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.SignAsync(campaign, 1);
        await house.PassAsync(TimeSpan.FromHours(7));
        await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger"));
        await house.PassAsync(TimeSpan.FromHours(8));
        return await EndedAsync(house, campaign, Phase.Archived);
    }

    static async Task<Recorded> FollowedUp(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [], FollowUps = ["PT2H"] });
        await house.PassAsync(TimeSpan.FromHours(4));
        var ended = await EndedAsync(house, campaign, Phase.Dispatched);
        return new([.. ended.Histories, ("-reminder", await house.EventsAsync($"{campaign.Id}-round-{FollowUps.RoundOf(1)}"))]);
    }

    static async Task<Recorded> DraftingRound(CampaignHouse house)
    {
        var draft = await house.BeginRoundAsync(TimeSpan.FromHours(40));
        await house.PassAsync(TimeSpan.FromHours(41));
        return new(("", await house.EventsAsync($"{draft.Id}-draft-1")));
    }

    static async Task<Recorded> TwoRounds(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Reminders = [], Approval = ApprovalRule.Always, Rounds = [new("One", "PT1H", house.Start.AddHours(1)), new("Two", "PT2H", house.Start.AddHours(2))] });
        await house.SignAsync(campaign, 1);
        await house.ActAsync(campaign.Id, new DeskCommand.ApproveRound(1));
        await house.PassAsync(TimeSpan.FromHours(3));
        await house.ActAsync(campaign.Id, new DeskCommand.ApproveRound(2));
        await house.PassAsync(TimeSpan.FromHours(7));
        await house.ActAsync(campaign.Id, new DeskCommand.Approve());
        await house.PassAsync(TimeSpan.FromHours(8));
        var ended = await EndedAsync(house, campaign, Phase.Dispatched);
        return new([.. ended.Histories, ("-first", await house.EventsAsync($"{campaign.Id}-round-{Rounds.RoundOf(1)}"))]);
    }

    static Task<Recorded> Alternate(CampaignHouse house)
    {
        house.Office.Room.Faults.Set(new FaultRule(FaultKind.TooManyRequests) { To = "second@example.org", Count = 2 });
        return RefusedAsync(house, TimeSpan.FromHours(1));
    }

    static Task<Recorded> AlternateGivenUp(CampaignHouse house)
    {
        house.Failure = name => name == nameof(SendAlternate) ? new MailServiceBusyException("the mail service answered 503") : null;
        return RefusedAsync(house, TimeSpan.FromHours(30));
    }

    static async Task<Recorded> RefusedAsync(CampaignHouse house, TimeSpan length)
    {
        var office = Offices(1).Single() with { Alternates = ["second@example.org"] };
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [], Addressees = [office] });
        await house.PassAsync(TimeSpan.FromMinutes(2));
        var letter = new LetterKey(campaign.Id, 1, 1, 1);
        await house.Office.Get<LetterLedger>().MoveAsync(letter, LetterState.Bounced, "550", null, default, hard: true);
        await house.Office.Get<AlternateLetters>().TryAsync(house.Client, letter);
        await house.PassAsync(length);
        return new(("", await house.EventsAsync($"{AlternateLetters.InstancesOf(campaign.Id)}1-1-2")));
    }

    static Task<Recorded> Update(CampaignHouse house)
    {
        var failures = 2;
        house.Failure = name => name == nameof(SendUpdate) && failures-- > 0 ? new StepFailedException("SendUpdate: storage answered 503") : null;
        return UpdatedAsync(house, _ => Task.CompletedTask);
    }

    static Task<Recorded> UpdateOvertaken(CampaignHouse house)
    {
        house.Failure = name => name == nameof(FinishUpdate) && house.Now < house.Start.AddMinutes(10) ? new StepFailedException("FinishUpdate: storage answered 503") : null;
        return UpdatedAsync(house, campaign => house.WriteUpdateAsync(campaign, "Second"));
    }

    static async Task<Recorded> UpdatedAsync(CampaignHouse house, Func<Campaign, Task> then)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromMinutes(1));
        await house.SignAsync(campaign, 1, updates: true);
        await house.WriteUpdateAsync(campaign, "First");
        await house.PassAsync(TimeSpan.FromMinutes(2));
        await then(campaign);
        await house.PassAsync(TimeSpan.FromHours(1));
        return new(("", await house.EventsAsync($"{UpdateDesk.InstancesOf(campaign.Id)}1")));
    }

    static async Task<Recorded> EndedAsync(CampaignHouse house, Campaign campaign, Phase phase)
    {
        Assert.Equal(phase, (await house.ReadAsync(campaign.Id)).Phase);
        var round = await house.EventsAsync($"{campaign.Id}-round-1");
        var whole = ("", await house.EventsAsync(campaign.Id));
        return round.Count == 0 ? new(whole) : new(whole, ("", round));
    }

    static IEnumerable<Addressee> Offices(int count) =>
        Enumerable.Range(1, count).Select(n => new Addressee(n, $"Office {n}", "Ministry", "AT", $"office{n}@example.org", "en", "Dear Office"));
}
