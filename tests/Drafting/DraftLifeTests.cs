using Campaigns.Drafting;
using static Campaigns.Tests.Drafting.SampleDraft;

namespace Campaigns.Tests.Drafting;

/// <summary>The rules of a draft, without storage.</summary>
public sealed class DraftLifeTests
{
    [Fact]
    public void A_text_made_from_an_older_version_overwrites_nothing()
    {
        var draft = After(New, Save("one", 0), Save("two", 1));

        var late = DraftLife.Decide(draft, Save("other", 1), Now);

        Assert.Equal("Conflict", late.Refusal);
        Assert.Empty(late.Rows);
        Assert.Equal(2, draft.VersionOf("en"));
    }

    [Fact]
    public void Languages_have_versions_of_their_own()
    {
        var draft = After(New, Save("one", 0), Save("deux", 0, "fr"), Save("two", 1));

        Assert.Equal((2, 1), (draft.VersionOf("en"), draft.VersionOf("fr")));
        Assert.Equal(["en", "fr"], draft.Languages);
    }

    [Fact]
    public void A_round_reminds_once_and_ends_at_its_deadline()
    {
        var draft = Asked(TimeSpan.FromHours(40));
        Assert.Equal(Now.AddHours(30), DraftLife.NextAt(draft));
        Assert.Equal("RoundOver", DraftLife.Decide(draft, new DraftCommand.TakeStep(1), Now.AddHours(29)).Refusal);

        draft = DraftLife.Decide(draft, Judge(1, approves: true), Now.AddHours(1)).Draft;
        var reminded = DraftLife.Decide(draft, new DraftCommand.TakeStep(1), Now.AddHours(30));
        Assert.Equal([new DraftMail(DraftMailKind.Reminded, 2)], reminded.Mails); // the first has answered
        Assert.Equal("RoundOver", DraftLife.Decide(reminded.Draft, new DraftCommand.TakeStep(1), Now.AddHours(31)).Refusal); // not twice

        var over = DraftLife.Decide(reminded.Draft, new DraftCommand.TakeStep(1), Now.AddHours(40));
        Assert.Equal([new DraftMail(DraftMailKind.RoundOver, 0)], over.Mails);
        Assert.Null(DraftLife.NextAt(over.Draft));
    }

    [Fact]
    public void After_the_deadline_nobody_speaks_even_if_the_timer_is_late()
    {
        var draft = Asked(TimeSpan.FromHours(40));

        Assert.Null(DraftLife.Decide(draft, Judge(1, approves: false), Now.AddHours(39)).Refusal);
        Assert.Equal("RoundOver", DraftLife.Decide(draft, Judge(1, approves: false), Now.AddHours(40)).Refusal);
    }

    [Fact]
    public void Nobody_approves_a_text_that_they_have_not_read()
    {
        var draft = After(Asked(TimeSpan.FromHours(40)), Save("two", 1));

        Assert.Equal("OldVersion", DraftLife.Decide(draft, Judge(1, approves: true), Now).Refusal);
    }

    [Fact]
    public void An_approval_does_not_count_for_a_later_version()
    {
        var draft = After(Asked(TimeSpan.FromHours(40)), Judge(1, approves: true));
        Assert.Single(draft.WordsOn("en"));

        Assert.Empty(After(draft, Save("two", 1)).WordsOn("en"));
    }

    [Fact]
    public void Whoever_leaves_is_no_longer_named_nor_asked()
    {
        var draft = After(Asked(TimeSpan.FromHours(40)), Judge(1, approves: true), new DraftCommand.Leave(1));

        Assert.Equal("", draft.NameOf(1, draft.Verdicts[0].By));
        Assert.Equal([2], draft.Asked.Select(reviewer => reviewer.Number));
        var reminded = DraftLife.Decide(draft, new DraftCommand.TakeStep(1), Now.AddHours(30));
        Assert.Equal([2], reminded.Mails.Select(mail => mail.Reviewer));
    }

    [Fact]
    public void Freezing_ends_the_round_and_stops_every_change()
    {
        var frozen = DraftLife.Decide(Asked(TimeSpan.FromHours(40)), new DraftCommand.Freeze(), Now);

        Assert.False(frozen.Draft.IsRoundOpen);
        Assert.Contains(frozen.Mails, mail => mail.Kind == DraftMailKind.RoundOver);
        foreach (var command in new DraftCommand[] { Save("x", 1), Judge(1, true), new DraftCommand.AddReviewers([]), new DraftCommand.OpenRound(Now.AddDays(1)), new DraftCommand.Entitle("x", "en") })
            Assert.Equal("Frozen", DraftLife.Decide(frozen.Draft, command, Now).Refusal);
        Assert.Null(DraftLife.Decide(After(frozen.Draft, new DraftCommand.Thaw()), Save("x", 1), Now).Refusal);
    }

    [Fact]
    public void A_reviewer_is_asked_once_however_often_the_address_is_given()
    {
        var draft = After(New, Ask("Ana", "ana@example.org"), Ask("Ana again", "ANA@example.org"));

        Assert.Equal(["Ana"], draft.Reviewers.Select(reviewer => reviewer.Name));
    }

    [Theory]
    [InlineData("NoText")]
    [InlineData("NoReviewers")]
    public void A_round_needs_a_text_and_somebody_to_ask(string refusal)
    {
        var draft = refusal == "NoText" ? After(New, Ask("Ana", "ana@example.org")) : After(New, Save("one", 0));

        Assert.Equal(refusal, DraftLife.Decide(draft, new DraftCommand.OpenRound(Now.AddDays(1)), Now).Refusal);
    }

    static StatementDraft Asked(TimeSpan length) =>
        After(New, Save("one", 0), Ask("Ana", "ana@example.org"), Ask("Jan", "jan@example.org"), new DraftCommand.OpenRound(Now + length));

    static DraftCommand.AddReviewers Ask(string name, string email) => new([new(0, name, email, "en")]);
}
