using Campaigns.Deliveries;
using Campaigns.Functions.Operators.Deliveries;
using Campaigns.Letters;
using Campaigns.Tests.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Campaigns.Tests.Deliveries;

/// <summary>What may be sent again, in every state there is; and what a key and an address hold.</summary>
public sealed class RetryRuleTests
{
    static readonly DateTimeOffset Now = Launches.Now;
    static readonly Campaign Dispatched = Stories.Campaign() with { DispatchBegunAt = Now };

    [Fact]
    public void Letters_are_sent_again_as_the_coordinators_board_has_it_and_never_when_they_may_not()
    {
        foreach (var state in Enum.GetValues<LetterState>())
            foreach (var isReminder in new[] { false, true })
                foreach (var campaign in new[] { Dispatched, Dispatched with { DispatchBegunAt = null }, Dispatched with { Purge = new(Now, "coordinator", "danger") } })
                {
                    var verdict = RetryRule.Of(Letter(state, isReminder), campaign, null, Now);
                    var may = LetterTransitions.MayResend(state) && !isReminder && LetterSender.MaySendAgain(campaign) && campaign.Purge is null;
                    Assert.Equal(may ? RetryAct.SendLetter : null, verdict.Act);
                    Assert.NotNull(verdict.Why);
                    if (may && state == LetterState.Unknown) Assert.Equal("MayHaveArrived", verdict.Why);
                }
    }

    [Fact]
    public void Mails_are_tried_now_only_in_a_pause_and_written_anew_only_as_invitations()
    {
        foreach (var state in Enum.GetValues<DeliveryState>())
            foreach (var kind in Enum.GetValues<DeliveryKind>())
                foreach (var seconds in new[] { -1, 1, 45, 46, 600 })
                    foreach (var why in new[] { null, "Answered" })
                    {
                        var one = Mail(state, kind) with { NextAt = state == DeliveryState.Waiting ? Now.AddSeconds(seconds) : null };
                        RetryAct? expected = state == DeliveryState.Waiting && seconds > 45 ? RetryAct.TryNow
                            : state == DeliveryState.Refused && kind == DeliveryKind.Invitation && why is null ? RetryAct.InviteAgain : null;
                        Assert.Equal(expected, RetryRule.Of(one, Dispatched, why, Now).Act);
                        if (expected != RetryAct.TryNow) Assert.Null(RetryRule.Of(one, null, why, Now).Act); // of no campaign nothing can be written anew
                    }
    }

    [Fact]
    public void A_key_comes_back_as_it_was_and_nothing_else_is_one()
    {
        var key = new DeliveryKey("aaaaaaaaaaaaaaaa-003", "mail|confirm-abcd", 5);
        Assert.Equal(key, DeliveryKey.Parse(key.ToString()));
        foreach (var wrong in new[] { null, "", "a/b/1", "a/mail|x/", "a/mail|x/-1", "a/mail|x'/1", "a/journal|x/1", "a/key/1", "/mail|x/1", "a/mail|x/1/2", $"a/mail|{new string('a', 300)}/1" })
            Assert.Null(DeliveryKey.Parse(wrong));
    }

    [Fact]
    public void An_address_says_the_same_choice_again()
    {
        foreach (var text in new[] { "", "?state=bounced", "?state=handed-over&kind=office-reminder&campaign=abc&network=def&since=P7D&after=x%7Cy%2Fz&choose=yes", "?since=2026-05-01", "?since=PT24H&still=yes", "?since=2026-05-01T08%3A00Z" })
        {
            var query = Read(text)!;
            Assert.Equal(query, Read(query.Address[query.Address.IndexOf("deliveries", StringComparison.Ordinal)..]["deliveries".Length..]));
        }
        foreach (var wrong in new[] { "?state=nowhere", "?state=7", "?kind=letters", "?since=yesterday", "?since=P1W", "?since=P1000D", $"?after={new string('a', 300)}" }) Assert.Null(Read(wrong));

        static DeliveryQuery? Read(string query) => DeliveryQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
    }

    static Delivery Letter(LetterState state, bool isReminder) =>
        new(new("a", "letter|01|0001", 1), isReminder ? DeliveryKind.OfficeReminder : DeliveryKind.Letter, DeliveryStates.Of(state), Now, 1) { Letter = state, Round = isReminder ? 101 : 1, Number = 1 };

    static Delivery Mail(DeliveryState state, DeliveryKind kind) => new(new("a", "mail|x", 1), kind, state, Now, 1);
}
