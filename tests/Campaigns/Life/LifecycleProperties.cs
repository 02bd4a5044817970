using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>What holds for every campaign, whatever a coordinator does and whenever steps run. A failure prints its seed and the story.</summary>
public sealed class LifecycleProperties
{
    static readonly string[] Windows = ["PT40S", "PT6H", "P1W", "P10M"];
    static readonly string[] Reminders = ["1%", "50%", "50%", "99%", "PT1S", "PT30S", "PT1H", "P1D"];

    /// <param name="Choices">What the coordinator chose at launch, as numbers to be taken modulo.</param>
    /// <param name="Moves">What happens, likewise.</param>
    public sealed record Story(int[] Choices, int[] Moves)
    {
        public override string ToString() => $"choices [{string.Join(", ", Choices)}] moves [{string.Join(", ", Moves)}]";
    }

    internal static readonly Arbitrary<Story> AnyStory = Arb.From(
        from choices in Gen.Choose(0, 999).ArrayOf(12)
        from length in Gen.Choose(0, 60)
        from moves in Gen.Choose(0, 999).ArrayOf(length)
        select new Story(choices, moves),
        story => Enumerable.Range(0, story.Moves.Length).Select(cut => story with { Moves = [.. story.Moves[..cut], .. story.Moves[(cut + 1)..]] }));

    [Fact]
    public void WhateverHappensTheRulesHold() => Prop.ForAll(AnyStory, story =>
    {
        var life = new WatchedLife(Launched(story.Choices));
        foreach (var move in story.Moves) Make(life, move);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void LeftAloneItEndsOrWaitsForAPerson() => Prop.ForAll(AnyStory, story =>
    {
        var life = new WatchedLife(Launched(story.Choices));
        foreach (var move in story.Moves) Make(life, move);
        for (var turns = 0; turns < 40 && life.GoOn(); turns++) { }
        var last = Plan.Next(life.Campaign);
        var staysOpen = life.Campaign is { Phase: Phase.Open, ClosesAt: null, CloseRequestedAt: null };
        Assert.Contains(last.Kind, new[] { StepKind.End, StepKind.Wait, StepKind.Close });
        Assert.Equal((last.Kind == StepKind.Wait, last.Kind == StepKind.Close), (life.Campaign.Phase == Phase.Approval, staysOpen));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AStateSurvivesItsRow() => Prop.ForAll(AnyStory, story =>
    {
        var life = new WatchedLife(Launched(story.Choices));
        foreach (var move in story.Moves) Make(life, move);
        var read = CampaignRow.Read(CampaignRow.Of(life.Campaign)).Campaign;
        Assert.Equal(JsonSerializer.Serialize(life.Campaign), JsonSerializer.Serialize(read));
    }).QuickCheckThrowOnFailure();

    internal static Campaign Launched(int[] c) => Chosen(c) with { LaunchedBy = Kari };

    static Campaign Chosen(int[] c) => Campaign(draft => draft with
    {
        Window = c[0] % 6 >= 4 ? null : Windows[c[0] % 6],
        ClosesAt = c[0] % 6 == 4 ? Start.AddMinutes(30 + c[1]) : null,
        Grace = c[8] % 3 == 0 ? TimeSpan.FromMinutes((c[8] % 15) + 1) : null,
        OpensAt = c[2] % 3 == 0 ? Start.AddMinutes(c[2] % 30) : null,
        Approval = (ApprovalRule)(c[3] % 3),
        SecondApproval = c[9] % 3 == 0,
        MinimumSignatures = c[4] % 2 == 0 ? c[4] % 50 + 1 : null,
        WhenMissed = c[4] % 2 == 0 ? (MissedRule)(c[9] % 4) : MissedRule.Approval,
        ExtendBy = c[4] % 2 == 0 && c[9] % 4 == 2 ? "PT2H" : null,
        EmbargoUntil = c[5] % 3 == 0 ? Start.AddHours(c[5]) : null,
        Addressees = c[6] % 4 == 0 ? [] : draft.Addressees,
        Rounds = c[9] % 2 == 0 ? null : [new("One", "PT2H", Start.AddHours(2)), new("Two", "", Start.AddMinutes(c[9])) { UnderEmbargo = c[10] % 2 == 0 }, .. c[10] % 3 == 0 ? [new RoundPlan("", "", null) { To = [1], UnderEmbargo = true }] : Array.Empty<RoundPlan>()],
        Reminders = [.. Reminders.Skip(c[7] % 4).Take(c[7] % 5)],
    });

    static readonly DeskPerson Kari = new("kari", "");

    static DeskPerson Somebody(int move) => move / 20 % 2 == 0 ? Kari : new("ole", "");

    internal static void Make(WatchedLife life, int move)
    {
        var size = TimeSpan.FromMinutes(move / 20 * 7);
        switch (move % 20)
        {
            case 0: life.AtTheDesk(new DeskCommand.Extend(life.Now + size)); break;
            case 1: life.AtTheDesk(new DeskCommand.Extend((life.Campaign.ClosesAt ?? life.Now) + size)); break;
            case 2 when move > 700: life.AtTheDesk(new DeskCommand.Cancel("")); break;
            case 3 when move > 500: life.AtTheDesk(new DeskCommand.CloseNow()); break;
            case 4: life.AtTheDesk(new DeskCommand.OpenNow()); break;
            case 5: life.AtTheDesk(new DeskCommand.Approve(new(Somebody(move), true), life.Campaign.ApprovalRequests)); break;
            case 13: life.AtTheDesk(new DeskCommand.AskApproval(new(Somebody(move), true), Count.Zero, "")); break;
            case 14: life.AtTheDesk(new DeskCommand.RefuseApproval(new(Somebody(move), true), life.Campaign.ApprovalRequests, "no")); break;
            case 6 or 7: life.Pass(size); break;
            case 9 when move > 600: life.AtTheDesk(new DeskCommand.Purge("danger")); break;
            case 10 when move > 900: life.Pass(TimeSpan.FromDays(400)); break;
            case 11: life.AtTheDesk(new DeskCommand.Invite(life.Campaign.Invitations + 1)); break;
            case 12: life.AtTheDesk(new DeskCommand.RemindNow()); break;
            case 16: life.AtTheDesk(new DeskCommand.ApproveRound((move / 20 % 4) + 1)); break;
            case 17 when move > 700: life.AtTheDesk(new DeskCommand.SkipRound((move / 20 % 4) + 1)); break;
            case 15: life.AtTheDesk(new DeskCommand.AddRound(new($"At {move}", "", life.Now + size))); break;
            case 8: life.RunSomethingThatIsNotNext(move); break;
            default: life.GoOn(); break;
        }
    }
}
