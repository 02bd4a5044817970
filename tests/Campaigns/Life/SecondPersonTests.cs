using FsCheck;
using FsCheck.Fluent;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>Letters that one person asks for and another approves: the rule, without storage.</summary>
public sealed class SecondPersonTests
{
    static readonly DateTimeOffset Close = Start.AddHours(6);
    static readonly DeskPerson Kari = new("kari", ""), Ole = new("ole", ""), Eva = new("eva", "");
    static readonly Count Signed = new(37, 18, 0);

    static Campaign Closed(ApprovalRule rule, DateTimeOffset? embargo = null, Count? count = null)
    {
        var campaign = Campaign(draft => draft with { SecondApproval = true, Approval = rule, MinimumSignatures = 10, EmbargoUntil = embargo }) with { LaunchedBy = Kari };
        return Run(campaign, Close, count);
    }

    static Approver As(DeskPerson person, bool isOfTheCampaign = true) => new(person, isOfTheCampaign);
    static DeskCommand Ask(DeskPerson person, string letters = "") => new DeskCommand.AskApproval(As(person), Signed, letters);
    static DeskCommand Approve(DeskPerson person, int request = 1, string letters = "") => new DeskCommand.Approve(As(person), request, letters);

    [Theory]
    [InlineData(ApprovalRule.Automatic, 37, true)]
    [InlineData(ApprovalRule.BelowThreshold, 37, true)]
    [InlineData(ApprovalRule.BelowThreshold, 3, false)] // missed: the first person decides whether to ask
    [InlineData(ApprovalRule.Always, 37, false)]
    public void At_the_close_nothing_leaves_whatever_the_rule(ApprovalRule rule, int signed, bool asksByItself)
    {
        var waiting = Closed(rule, count: new(signed, 1, 0));
        Assert.Equal((Phase.Approval, null, asksByItself), (waiting.Phase, waiting.ApprovedAt, waiting.ApprovalRequest is { ByItself: true }));
        Assert.Equal(asksByItself ? StepKind.RemindApprovers : StepKind.Wait, Plan.Next(waiting).Kind);
        Assert.Equal(Phase.Approval, Run(waiting, Close.AddYears(1)).Phase);
    }

    [Fact]
    public void Who_asked_cannot_approve_and_another_one_can()
    {
        var asked = Closed(ApprovalRule.Always).Do(Ask(Kari), Close);
        Assert.Equal("SamePerson", asked.Refused(Approve(Kari), Close));
        Assert.Equal("SamePerson", asked.Refused(new DeskCommand.RefuseApproval(As(Kari), 1, "no"), Close));
        Assert.Equal("NotAnApprover", asked.Refused(new DeskCommand.Approve(As(Ole, false), 1, ""), Close));
        Assert.Equal("NeedsAPerson", asked.Refused(new DeskCommand.Approve(), Close));
        Assert.Equal("AskedAlready", asked.Refused(Ask(Ole), Close));

        var approved = asked.Do(Approve(Ole), Close.AddHours(1));
        Assert.Equal((Phase.Closed, Close.AddHours(1), Kari, Ole), (approved.Phase, approved.ApprovedAt, approved.ApprovalRequest!.By, approved.ApprovalRequest.ApprovedBy));
        Assert.Equal(StepKind.Dispatch, Plan.Next(approved).Kind);
        Assert.Null(Lifecycle.Decide(approved, Approve(Eva), Close.AddHours(1)).Campaign); // twice is once
    }

    [Fact]
    public void A_campaign_that_asks_by_itself_asks_in_the_name_of_who_launched_it()
    {
        var waiting = Closed(ApprovalRule.Automatic);
        Assert.Equal("SamePerson", waiting.Refused(Approve(Kari), Close));
        Assert.Equal(Phase.Closed, waiting.Do(Approve(Ole), Close).Phase);
    }

    [Fact]
    public void What_was_refused_or_taken_back_cannot_be_approved_and_is_asked_for_anew()
    {
        var asked = Closed(ApprovalRule.Always).Do(Ask(Kari), Close);
        Assert.Equal("AskedByAnother", asked.Refused(new DeskCommand.TakeBackApproval(As(Ole)), Close));
        foreach (var gone in new[] { asked.Do(new DeskCommand.TakeBackApproval(As(Kari)), Close), asked.Do(new DeskCommand.RefuseApproval(As(Ole), 1, "a typo"), Close) })
        {
            Assert.Equal((Phase.Approval, StepKind.Wait, "NotAsked"), (gone.Phase, Plan.Next(gone).Kind, gone.Refused(Approve(Eva), Close)));
            var anew = gone.Do(Ask(Ole), Close);
            Assert.Equal("AskedAnew", anew.Refused(Approve(Eva), Close));
            Assert.Equal("SamePerson", anew.Refused(Approve(Ole, 2), Close));
            Assert.Equal(Phase.Closed, anew.Do(Approve(Kari, 2), Close).Phase); // who asked before may be the second now
        }
    }

    [Fact]
    public void An_approval_of_other_letters_than_were_asked_for_does_not_hold()
    {
        var asked = Closed(ApprovalRule.Always).Do(Ask(Kari, "these"), Close);
        Assert.Equal("LettersChanged", asked.Refused(Approve(Ole, letters: "others"), Close));
        Assert.Equal(Phase.Closed, asked.Do(Approve(Ole, letters: "these"), Close).Phase);
    }

    [Fact]
    public void One_person_is_enough_where_nothing_else_was_chosen()
    {
        var waiting = Run(Campaign(draft => draft with { Approval = ApprovalRule.Always }), Close);
        Assert.Equal("NoSecondPerson", waiting.Refused(Ask(Kari), Close));
        Assert.Equal(Phase.Closed, waiting.Do(new DeskCommand.Approve(), Close).Phase);
    }

    [Fact]
    public void Those_who_could_approve_are_reminded_four_times_and_after_a_day_it_is_late()
    {
        var (campaign, at) = (Closed(ApprovalRule.Automatic), new List<TimeSpan>());
        while (Plan.Next(campaign) is { Kind: StepKind.RemindApprovers, DueAt: { } due } step)
        {
            at.Add(due - Close);
            Assert.Null(Lifecycle.Decide(campaign, new StepCommand.ApproversReminded(step.Number, 1), due.AddTicks(-1)).Campaign);
            campaign = Lifecycle.Decide(campaign, new StepCommand.ApproversReminded(step.Number, 1), due).Campaign!;
        }
        Assert.Equal(SecondPerson.Reminders, at);
        Assert.Equal((false, true), (SecondPerson.IsLate(campaign, Close.AddHours(23)), SecondPerson.IsLate(campaign, Close.AddHours(24))));
        Assert.False(SecondPerson.IsLate(campaign.Do(Approve(Ole), Close), Close.AddDays(9)));
        var embargoed = Closed(ApprovalRule.Automatic, Close.AddHours(8));
        Assert.Equal((false, true), (SecondPerson.IsLate(embargoed, Close.AddHours(1)), SecondPerson.IsLate(embargoed, Close.AddHours(2))));
    }

    [Fact]
    public void It_can_be_asked_for_so_often_and_no_more()
    {
        var campaign = Closed(ApprovalRule.Always);
        for (var n = 0; n < Limits.ApprovalRequests; n++) campaign = campaign.Do(Ask(Kari), Close).Do(new DeskCommand.TakeBackApproval(As(Kari)), Close);
        Assert.Equal("AskedTooOften", campaign.Refused(Ask(Kari), Close));
    }

    [Fact] // Whatever three people, a script and time do: letters leave only when two people are behind them, and what was approved is what was asked for.
    public void Whatever_happens_two_people_are_behind_every_letter() => Prop.ForAll(Moves, moves =>
    {
        var (campaign, now, mark) = (Closed((ApprovalRule)(moves.Length % 3)), Close, "a");
        foreach (var move in moves)
        {
            Approver? by = (move % 5) switch { 0 => As(Kari), 1 => As(Ole), 2 => As(Eva), 3 => As(new("outsider", ""), false), _ => null };
            if (move % 7 == 0) mark += "x";
            var before = campaign;
            CampaignCommand command = (move / 5 % 6) switch
            {
                0 => new DeskCommand.AskApproval(by, Signed, mark),
                1 or 2 => new DeskCommand.Approve(by, move % 3 == 0 ? campaign.ApprovalRequests : 1, mark),
                3 => new DeskCommand.RefuseApproval(by, campaign.ApprovalRequests, "no"),
                4 => new DeskCommand.TakeBackApproval(by),
                _ => new StepCommand.ApproversReminded(Plan.Next(campaign).Number, 2),
            };
            now = now.AddHours(move % 13);
            campaign = Lifecycle.Decide(campaign, command, now, "coordinator").Campaign ?? campaign;
            if (before.ApprovedAt is not null || campaign.ApprovedAt is null) continue;
            var (asked, held) = (before.ApprovalRequest!, campaign.ApprovalRequest!);
            Assert.True(by!.IsOfTheCampaign && by.Person == held.ApprovedBy);
            Assert.NotEqual(held.By.Hash, held.ApprovedBy!.Hash);
            Assert.Equal(asked with { ApprovedBy = held.ApprovedBy }, held);
        }
        campaign = Run(campaign, now.AddDays(30));
        Assert.Equal(campaign.ApprovedAt is not null, campaign.DispatchBegunAt is not null);
    }).QuickCheckThrowOnFailure();

    static readonly Arbitrary<int[]> Moves = Arb.From(from length in Gen.Choose(0, 40) from moves in Gen.Choose(0, 9_999).ArrayOf(length) select moves);
}
