using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Whole;

/// <summary>A letter whose address is refused, on the real engine: told twice, late, out of order, by a process that dies, or not at all.</summary>
[Collection(CampaignTests.Name)]
public sealed class AlternateTests(OwnAzurite azurite)
{
    static readonly Addressee Office = new(1, "The Speaker", "Parliament", "GE", "first@example.org", "en", "Dear Speaker,")
    {
        Alternates = ["second@example.org", "third@example.org"],
        Copies = ["copy@example.org"],
    };

    [Fact]
    public async Task Each_address_is_tried_once_however_often_the_bounces_are_told_until_none_is_left()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var campaign = await DispatchedAsync(house);

        foreach (var attempt in new[] { 1, 1, 2, 1, 3, 2, 1, 3 }) await BounceAsync(house, campaign, attempt);

        Assert.Equal((1, 1, 1, 1), (Got(house, "first"), Got(house, "second"), Got(house, "third"), Got(house, "copy")));
        var letter = (await house.Office.Get<LetterLedger>().BoardAsync(campaign)).Single();
        Assert.Equal((3, LetterState.Bounced, "third@example.org"), (letter.Attempt, letter.State, letter.SentTo));
        Assert.Equal([(LetterState.Bounced, "first@example.org"), (LetterState.Bounced, "second@example.org")], letter.Earlier.Select(one => (one.State!.Value, one.SentTo)));
        Assert.Equal(2, (await house.JournalAsync(campaign.Id)).Distinct().Count(what => what is "AlternateTried" or "Dispatched"));
        Assert.Empty((await house.Office.Get<LetterLedger>().WatchAsync(campaign.Id)).Alternates);
    }

    [Fact]
    public async Task When_whoever_was_to_try_died_the_watchdog_does()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await DispatchedAsync(house);
        await house.Office.Get<LetterLedger>().MoveAsync(new(campaign.Id, 1, 1, 1), LetterState.Bounced, "550", null, default, hard: true);

        await house.WatchAsync(house.Now - house.Start + TimeSpan.FromMinutes(1));

        Assert.Equal((1, 0), (Got(house, "second"), Got(house, "third")));
    }

    [Fact]
    public async Task A_process_that_dies_between_claim_and_answer_leaves_the_attempt_uncertain_and_sends_nothing_again()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await DispatchedAsync(house);
        var ledger = house.Office.Get<LetterLedger>();
        await ledger.MoveAsync(new(campaign.Id, 1, 1, 1), LetterState.Bounced, "550", null, default, hard: true);
        var row = (await ledger.FindAsync(campaign.Id, 1, 1, default))!;
        await house.Office.Get<LetterAttempts>().ClaimAsync(row, LetterState.Bounced, "second@example.org", null, null, default);

        Assert.Equal(LetterState.Unknown, await house.Office.Get<AlternateSender>().SendOnceAsync(new(campaign.Id, 1, 1, 2)));
        await BounceAsync(house, campaign, 1);

        Assert.Equal(0, Got(house, "second"));
        Assert.Equal((2, LetterState.Unknown), ((await ledger.FindAsync(campaign.Id, 1, 1, default))!.Attempt, (await ledger.FindAsync(campaign.Id, 1, 1, default))!.StateNow()));
    }

    [Fact]
    public async Task A_busy_mail_service_is_asked_again_and_a_person_who_is_faster_stops_it()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await DispatchedAsync(house);
        house.Office.Room.Faults.Set(new FaultRule(FaultKind.TooManyRequests) { To = "second@example.org", Rate = 1 });
        await BounceAsync(house, campaign, 1);
        Assert.Equal(LetterState.Bounced, await NowAsync(house, campaign));

        Assert.True(await house.Office.Get<LetterLedger>().HandOverAsync(campaign, 1, 1, HandedOver.InPerson, "taken there"));
        house.Office.Room.Faults.Set();
        await house.PassAsync(house.Now - house.Start + TimeSpan.FromHours(1));

        Assert.Equal((0, LetterState.HandedOver), (Got(house, "second"), await NowAsync(house, campaign)));
    }

    [Fact]
    public async Task What_is_not_refused_for_good_is_left_to_a_person()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await DispatchedAsync(house);
        await house.Office.Get<LetterLedger>().MoveAsync(new(campaign.Id, 1, 1, 1), LetterState.Bounced, "421 too busy", null, default);

        await house.Office.Get<AlternateLetters>().TryAsync(house.Client, new(campaign.Id, 1, 1, 1));
        await house.WatchAsync(house.Now - house.Start + TimeSpan.FromMinutes(1));

        Assert.Equal(0, Got(house, "second"));
    }

    static async Task<Campaign> DispatchedAsync(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [], Addressees = [Office] });
        await house.PassAsync(TimeSpan.FromMinutes(2));
        campaign = await house.ReadAsync(campaign.Id);
        Assert.Equal(Phase.Dispatched, campaign.Phase);
        return campaign;
    }

    /// <summary>As the webhook does it.</summary>
    static async Task BounceAsync(CampaignHouse house, Campaign campaign, int attempt)
    {
        var key = new LetterKey(campaign.Id, 1, 1, attempt);
        await house.Office.Get<LetterLedger>().MoveAsync(key, LetterState.Bounced, "550 no such office", null, default, hard: true);
        await house.Office.Get<AlternateLetters>().TryAsync(house.Client, key);
        await house.PassAsync(house.Now - house.Start);
    }

    static int Got(CampaignHouse house, string who) => house.Office.Room.Messages.Find($"{who}@example.org", null).Count;

    static async Task<LetterState?> NowAsync(CampaignHouse house, Campaign campaign) => (await house.Office.Get<LetterLedger>().BoardAsync(campaign)).Single().State;
}
