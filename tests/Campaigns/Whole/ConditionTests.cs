using Campaigns.Signatures;

namespace Campaigns.Tests.Life;

/// <summary>Conditions of the letters on storage, in virtual time.</summary>
[Collection(CampaignTests.Name)]
public sealed class ConditionTests(OwnAzurite azurite)
{
    static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    [Fact]
    public async Task Put_off_once_then_met_the_letters_leave_and_everyone_was_told()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var campaign = await LaunchAsync(house, MissedRule.Extend);
        await house.SignAsync(campaign, 1);
        await house.PassAsync(Hours(6.1));
        Assert.Equal((Phase.Open, house.Start + Hours(8)), await StateAsync(house, campaign));
        Assert.Equal((1, 1, 1), (await house.MailsAsync(campaign, "person1@example.org", "More time"), await house.MailsAsync(campaign, "person2@example.org", "More time"),
            await house.MailsAsync(campaign, "coordinator@example.org", "Extended, because a condition was missed")));
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, 2));
        await house.PassAsync(Hours(8.1));

        Assert.Equal((Phase.Dispatched, house.Start + Hours(8)), await StateAsync(house, campaign));
        Assert.Equal(1, await house.MailsAsync(campaign, "minister@example.org"));
        Assert.Single(await house.JournalAsync(campaign.Id), what => what == "DeadlineExtended");
        Assert.Equal((1, 2), (house.Runs[nameof(DecideExtension)], (await house.ReadAsync(campaign.Id)).FinalCount!.Organisations));
    }

    [Fact]
    public async Task Put_off_once_then_missed_again_the_coordinator_is_asked_with_what_is_missing()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchAsync(house, MissedRule.Extend, draft => draft with { MustSigns = [new(1, "Committee 1", "NO"), new(2, "COMMITTEE 3", "NO"), new(3, "Nobody", "PL")], MaximumObjections = 0 });
        await house.SignAsync(campaign, 1);
        await DeclineAsync(house, campaign, 2);
        await house.PassAsync(Hours(8.1));

        Assert.Equal((Phase.Approval, house.Start + Hours(8)), await StateAsync(house, campaign));
        await house.MailsAsync(campaign, "coordinator@example.org");
        var asked = house.Office.Room.Messages.Find("coordinator@example.org", "Your decision is needed").Single().Text;
        Assert.Contains("Not signed yet, and required: COMMITTEE 3 (NO); Nobody (PL).", asked, StringComparison.Ordinal);
        Assert.Contains("Objections: 1; at most 0", asked, StringComparison.Ordinal);
        Assert.Equal(0, await house.MailsAsync(campaign, "minister@example.org"));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Approve()));
        await house.PassAsync(Hours(9));
        Assert.Equal(1, await house.MailsAsync(campaign, "minister@example.org"));
    }

    [Fact]
    public async Task Nothing_is_sent_where_that_was_said_and_those_who_signed_are_told_so()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var campaign = await LaunchAsync(house, MissedRule.DoNotSend);
        await house.SignAsync(campaign, 1);
        await house.PassAsync(Hours(7));

        var ended = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Cancelled, house.Start + Hours(6), null), (ended.Phase, ended.NotSentAt, ended.DispatchBegunAt));
        Assert.Equal((1, 0, 1, 0), (await house.MailsAsync(campaign, "person1@example.org", "Not sent:"), await house.MailsAsync(campaign, "person2@example.org", "Not sent:"),
            await house.MailsAsync(campaign, "coordinator@example.org", "Nothing is sent"), await house.MailsAsync(campaign, "minister@example.org")));
        Assert.Equal(SignLinkState.Cancelled, await house.SignAsync(campaign, 2));
        Assert.Equal(["Launched", "Opened", "Invited", "Closed", "NotSent", "CancellationTold"], await house.JournalAsync(campaign.Id));
        Assert.Empty(await house.Store.ListAsync(active: true));
    }

    [Fact]
    public async Task A_signature_that_was_under_way_at_the_deadline_is_counted_before_it_is_decided_and_one_that_comes_after_is_not()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchAsync(house, MissedRule.Extend);
        await house.SignAsync(campaign, 1);
        await house.PassAsync(Hours(5.9));
        house.Failure = name => name == nameof(DecideExtension) ? new StepFailedException("storage answered 503") : null;
        house.Office.Time.SetUtcNow(house.Start + Hours(6) - TimeSpan.FromSeconds(1));
        await house.SignAsync(campaign, 2); // in time
        await house.PassAsync(Hours(6));
        Assert.Equal(SignLinkState.TooLate, await house.SignAsync(campaign, 3));
        house.Failure = _ => null;
        await house.PassAsync(Hours(6.3));
        Assert.Equal((Phase.Dispatched, house.Start + Hours(6)), await StateAsync(house, campaign)); // met: nothing was put off
        Assert.Equal(2, (await house.ReadAsync(campaign.Id)).FinalCount!.Organisations);
    }

    [Fact]
    public async Task An_objection_is_an_invited_organisation_that_says_no_and_of_which_nobody_signs()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var people = Stories.People(4).Select(one => one.Number == 4 ? one with { Organisation = "committee 3" } : one); // two people of one organisation
        var campaign = await LaunchAsync(house, MissedRule.Ask, draft => draft with { Invitations = [.. people], MaximumObjections = 3 });
        campaign = await house.ReadAsync(campaign.Id);
        await DeclineAsync(house, campaign, 1);
        await DeclineAsync(house, campaign, 3);
        Assert.Equal(2, (await house.Book.ReachedNowAsync(campaign)).Objections);
        await house.SignAsync(campaign, 4);
        Assert.Equal(1, (await house.Book.ReachedNowAsync(campaign)).Objections);
        await house.SignAsync(campaign, 1); // thinks better of it
        Assert.Equal(0, (await house.Book.ReachedNowAsync(campaign)).Objections);

        await house.Book.RequestAsync(campaign, new(SignatoryKind.Organisation, "House", "PL", "Ana Example", "", "ana@example.org", Publication.Public, "en"));
        await house.MailsAsync(campaign, "ana@example.org");
        var mail = house.Office.Room.Messages.Find("ana@example.org").Single().Text!;
        var token = mail[(mail.IndexOf("/sign/", StringComparison.Ordinal) + 6)..].Split('\n', ' ')[0].Trim();
        Assert.Equal(SignLinkState.Declined, (await house.Book.DeclineAsync(token)).State);
        Assert.Equal(0, (await house.Book.ReachedNowAsync(campaign)).Objections); // "this was not me" is none
    }

    [Fact]
    public async Task A_crash_between_the_decision_and_what_follows_it_changes_nothing()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchAsync(house, MissedRule.Extend);
        await house.SignAsync(campaign, 1);
        var deaths = 0;
        house.Failure = name => name is nameof(MoveDeadline) or "TellDeadline" or nameof(DecideApproval) && deaths++ < 4 ? new StepFailedException("storage answered 503") : null;
        await house.PassAsync(Hours(9));
        Assert.Equal((Phase.Approval, house.Start + Hours(8)), await StateAsync(house, campaign));
        Assert.Equal(1, await house.MailsAsync(campaign, "person2@example.org", "More time"));
        Assert.True(deaths >= 4);
    }

    [Fact]
    public async Task Must_signs_are_sealed_copied_and_gone_with_the_purge()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await LaunchAsync(house, MissedRule.DoNotSend, draft => draft with { MustSigns = [new(1, "House; of Examples", "PL")] });
        var copy = await house.Office.Get<Templates.LaunchCopy>().OfAsync(await house.ReadAsync(campaign.Id));
        Assert.Equal(("\"House; of Examples\"; PL", "do-not-send", "2"), (copy["mustSign"], copy["whenMissed"], copy["minimumSignatures"]));
        await house.PassAsync(Hours(7));
        await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger"));
        await house.PassAsync(Hours(8));
        Assert.Empty(await house.Store.MustSignsAsync(campaign));
        Assert.Equal(Phase.Archived, (await house.ReadAsync(campaign.Id)).Phase);
    }

    /// <summary>Three are invited; two have to sign within six hours; the extension is two hours.</summary>
    static async Task<Campaign> LaunchAsync(CampaignHouse house, MissedRule rule, Func<CampaignDraft, CampaignDraft>? more = null)
    {
        var campaign = await house.LaunchAsync(draft => (more ?? (same => same))(draft with
        {
            Reminders = [],
            MinimumSignatures = 2,
            WhenMissed = rule,
            ExtendBy = rule == MissedRule.Extend ? "PT2H" : null,
        }));
        await house.PassAsync(Hours(0.1));
        return campaign;
    }

    static async Task DeclineAsync(CampaignHouse house, Campaign campaign, int number) =>
        await house.Book.DeclineAsync((await house.Book.InvitationPathAsync(campaign, (await house.Store.InvitationAsync(campaign, number))!))["/sign/".Length..]);

    static async Task<(Phase, DateTimeOffset?)> StateAsync(CampaignHouse house, Campaign campaign)
    {
        var now = await house.ReadAsync(campaign.Id);
        return (now.Phase, now.ClosesAt);
    }
}
