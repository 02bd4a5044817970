using Campaigns.Drafting;
using FsCheck;
using FsCheck.Fluent;
using static Campaigns.Tests.Drafting.SampleDraft;

namespace Campaigns.Tests.Drafting;

/// <summary>When a campaign opens by itself with a draft's text: the rules, without storage.</summary>
public sealed class DraftOpeningTests
{
    static readonly string[] Languages = ["en", "fr"];

    static readonly DraftCommand.AwaitApproval Await = new("plan", "coordinator");

    [Fact]
    public void The_last_approval_freezes_the_text_and_orders_the_launch_in_one_decision()
    {
        var draft = After(Asked(), Await, Judge(1, true));
        Assert.True(draft.Launch!.IsWaiting);

        var last = DraftLife.Decide(draft, Judge(2, true), Now.AddHours(1));

        Assert.Equal((Now.AddHours(1), Now.AddHours(1), false), (last.Draft.FrozenAt, last.Draft.Launch!.OrderedAt, last.Draft.IsRoundOpen));
        Assert.Equal("Frozen", DraftLife.Decide(last.Draft, Save("late", 1), Now).Refusal);
        Assert.Equal("LaunchOrdered", DraftLife.Decide(last.Draft, new DraftCommand.Thaw(), Now).Refusal);
        Assert.Equal("LaunchOrdered", DraftLife.Decide(last.Draft, new DraftCommand.DropLaunch(), Now).Refusal);
    }

    [Fact]
    public void An_objection_stops_it_until_a_person_lets_it_wait_again()
    {
        var objected = DraftLife.Decide(After(Asked(), Await, Judge(1, true)), Judge(2, false), Now);
        Assert.Equal(WaitingLaunch.Objection, objected.Draft.Launch!.StoppedBy);
        Assert.Contains(objected.Mails, mail => mail.Kind == DraftMailKind.OpeningStopped);

        var agreed = After(objected.Draft, Judge(2, true));
        Assert.False(agreed.IsFrozen); // a person was told that it does not open: a person says that it does

        Assert.True(After(agreed, new DraftCommand.WaitAgain()).Launch!.IsDue);
    }

    [Fact]
    public void A_new_version_has_to_be_approved_anew_and_every_language_by_somebody()
    {
        var draft = After(Asked(), Await, Judge(1, true), Save("two", 1), Judge(2, true, 2));
        Assert.Equal([1], DraftOpening.Missing(draft).Select(one => one.Number));

        draft = After(draft, Save("deux", 0, "fr"), Judge(1, true, 2));
        Assert.Equal((true, "fr"), (draft.Launch!.IsWaiting, Assert.Single(DraftOpening.Unread(draft))));

        Assert.True(After(draft, new DraftCommand.Judge(0, "Luc Example", "fr", 1, true, "")).Launch!.IsDue);
    }

    [Fact]
    public void Nobody_opens_it_by_leaving_but_a_freeze_does()
    {
        var draft = After(Asked(), Await, Judge(1, true), new DraftCommand.Leave(2));
        Assert.True(draft.Launch!.IsWaiting);

        Assert.True(After(draft, new DraftCommand.Freeze()).Launch!.IsDue);
        Assert.True(After(draft, new DraftCommand.DropLaunch(), new DraftCommand.Freeze()).Launch is null);
    }

    [Fact]
    public void While_it_waits_the_title_stays_and_the_same_form_twice_is_one()
    {
        var draft = After(Asked(), Await);
        Assert.Equal("LaunchWaits", DraftLife.Decide(draft, new DraftCommand.Entitle("Other", "en"), Now).Refusal);
        Assert.Equal(DraftDecision.Nothing, DraftLife.Decide(draft, Await, Now.AddHours(1)).Refusal);
        Assert.Equal("NoText", DraftLife.Decide(New, Await, Now).Refusal);
    }

    [Fact]
    public void A_frozen_draft_is_launched_once()
    {
        var draft = After(Asked(), new DraftCommand.Freeze(), Await);
        Assert.True(draft.Launch!.IsDue);
        draft = After(draft, new DraftCommand.LaunchDone("plan", "bbbbbbbbbbbbbbbb"));
        Assert.Equal("Launched", DraftLife.Decide(draft, new DraftCommand.AwaitApproval("other", "script"), Now).Refusal);
        Assert.Null(After(draft, new DraftCommand.Thaw()).FrozenAt); // its campaign keeps the text that it has
    }

    [Fact]
    public void A_form_that_does_not_hold_any_more_stops_it_and_another_one_opens_it()
    {
        var draft = After(Asked(), new DraftCommand.Freeze(), Await);
        var refused = DraftLife.Decide(draft, new DraftCommand.LaunchDone("plan", null), Now);
        Assert.Equal(WaitingLaunch.Form, refused.Draft.Launch!.StoppedBy);
        Assert.Contains(refused.Mails, mail => mail.Kind == DraftMailKind.OpeningStopped);

        Assert.True(After(refused.Draft, new DraftCommand.AwaitApproval("mended", "coordinator")).Launch!.IsDue);
    }

    [Fact]
    public void Whatever_people_do_only_what_everybody_approved_or_an_editor_froze_is_ordered() =>
        Prop.ForAll(Gen.Choose(0, 9999).ArrayOf(30).ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    static bool Holds(int[] moves)
    {
        var draft = Asked();
        foreach (var command in moves.Select(Move))
        {
            var decision = DraftLife.Decide(draft, command(draft), Now);
            if (decision.Refusal is not null) continue;
            var after = decision.Draft;
            if (after.Launch is { IsDue: true } && draft.Launch is not { IsDue: true })
            {
                if (!after.IsFrozen || after.IsRoundOpen) return false;
                var byEditor = draft.IsFrozen || command(draft) is DraftCommand.Freeze;
                if (!byEditor && after.Asked.Any(one => after.Heads.SelectMany(head => after.WordsOn(head.Language)).All(word => word.Reviewer != one.Number || !word.Approves))) return false;
                if (!byEditor && after.Heads.Any(head => after.WordsOn(head.Language).Any(word => !word.Approves))) return false;
            }
            // What was ordered is what opens: no text changes before it has.
            if (draft.Launch is { IsDue: true } && !draft.Heads.SequenceEqual(after.Heads)) return false;
            draft = after;
        }
        return true;
    }

    static Func<StatementDraft, DraftCommand> Move(int move) => draft => (move % 10) switch
    {
        0 => Save($"text {move}", draft.VersionOf(Languages[move / 10 % 2]), Languages[move / 10 % 2]),
        < 5 => new DraftCommand.Judge(move / 20 % 2 + 1, "", Languages[move / 10 % 2], draft.VersionOf(Languages[move / 10 % 2]), move / 40 % 4 > 0, ""),
        5 => new DraftCommand.AwaitApproval($"plan {move / 10 % 3}", "coordinator"),
        6 => move / 10 % 2 == 0 ? new DraftCommand.WaitAgain() : new DraftCommand.DropLaunch(),
        7 => move / 10 % 3 == 0 ? new DraftCommand.Freeze() : new DraftCommand.Thaw(),
        8 => move / 10 % 9 == 0 ? new DraftCommand.Leave(move / 90 % 2 + 1) : new DraftCommand.OpenRound(Now.AddDays(1)),
        _ => new DraftCommand.LaunchDone(draft.Launch?.Plan ?? "", move / 10 % 2 == 0 ? "bbbbbbbbbbbbbbbb" : null),
    };

    static StatementDraft Asked() => After(New, Save("one", 0), new DraftCommand.AddReviewers([new(0, "Ana", "ana@example.org", "en"), new(0, "Jan", "jan@example.org", "en")]),
        new DraftCommand.OpenRound(Now.AddDays(2)));
}
