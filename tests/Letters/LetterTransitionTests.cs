using Campaigns.Letters;

namespace Campaigns.Tests.Letters;

public sealed class LetterTransitionTests
{
    static readonly LetterState[] All = Enum.GetValues<LetterState>();

    [Fact]
    public void Nothing_becomes_a_claim_without_a_person()
    {
        Assert.All(All, from => Assert.False(LetterTransitions.Allows(from, LetterState.Claimed)));
    }

    [Fact]
    public void Every_order_of_the_webhooks_events_ends_in_the_same_state()
    {
        LetterState[] events = [LetterState.Accepted, LetterState.Deferred, LetterState.Delivered, LetterState.Delivered];
        Assert.All(Orders(events), order => Assert.Equal(LetterState.Delivered, Fold(LetterState.Claimed, order)));
        Assert.All(Orders([.. events, LetterState.Bounced]), order => Assert.Equal(LetterState.Bounced, Fold(LetterState.Unknown, order)));
    }

    [Fact]
    public void A_letter_that_may_have_arrived_is_not_sent_again()
    {
        Assert.Equal([LetterState.Bounced, LetterState.Rejected, LetterState.Unknown, LetterState.Withdrawn], All.Where(LetterTransitions.MayResend).Order());
    }

    [Fact]
    public void Only_what_has_left_and_not_arrived_or_was_skipped_can_be_handed_over_and_that_is_the_end_of_it()
    {
        Assert.Equal([LetterState.Accepted, LetterState.Deferred, LetterState.Bounced, LetterState.Rejected, LetterState.Unknown, LetterState.Withdrawn], All.Where(LetterTransitions.MayHandOver).Order());
        Assert.All(All, to => Assert.False(LetterTransitions.Allows(LetterState.HandedOver, to)));
    }

    [Fact]
    public void The_state_never_comes_back()
    {
        foreach (var from in All)
            foreach (var to in All.Where(to => LetterTransitions.Allows(from, to)))
                Assert.False(LetterTransitions.Allows(to, from), $"{from} and {to} follow each other");
    }

    static LetterState Fold(LetterState state, IEnumerable<LetterState> events) =>
        events.Aggregate(state, (now, next) => LetterTransitions.Allows(now, next) ? next : now);

    static IEnumerable<LetterState[]> Orders(LetterState[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (LetterState[])[item, .. rest]));
}
