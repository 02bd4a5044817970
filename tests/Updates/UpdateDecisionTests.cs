using Campaigns.Signatures;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Updates;

/// <summary>When an update may be written, and whom it is for: pure.</summary>
public sealed class UpdateDecisionTests
{
    static readonly DateTimeOffset Now = Stories.Start.AddHours(1);

    static Campaign Open => Stories.Run(Stories.Campaign(), Now);

    [Fact]
    public void From_the_opening_to_the_purge_and_once_an_hour()
    {
        Assert.Equal("NotOpen", Stories.Campaign(draft => draft with { OpensAt = Now.AddDays(1) }).Refused(new DeskCommand.WriteUpdate("a"), Now));
        var first = Open.Do(new DeskCommand.WriteUpdate("a"), Now);
        Assert.Equal(new UpdateState(1, Now, "a"), first.Update);
        var sent = first.Do(new StepCommand.UpdateSent(1, 57), Now.AddMinutes(1));
        Assert.Equal((57, false), (sent.Update!.People, sent.IsUpdating));
        Assert.Equal("UpdatedLately", sent.Refused(new DeskCommand.WriteUpdate("b"), Now.AddMinutes(59)));
        Assert.Null(Lifecycle.Decide(sent, new DeskCommand.WriteUpdate("a"), Now.AddMinutes(59)).Campaign); // the same form again: nothing more, and no refusal
        Assert.Equal(2, sent.Do(new DeskCommand.WriteUpdate("b"), Now.AddHours(1)).Update!.Number);
        Assert.Equal(2, sent.Do(new DeskCommand.WriteUpdate("a"), Now.AddHours(1)).Update!.Number);
    }

    [Fact]
    public void One_that_is_under_way_gives_way_to_a_newer_one_and_ends_nothing_then()
    {
        var second = Open.Do(new DeskCommand.WriteUpdate("a"), Now).Do(new DeskCommand.WriteUpdate("b"), Now.AddSeconds(1));
        Assert.Equal((2, true), (second.Update!.Number, second.IsUpdating));
        Assert.Null(Lifecycle.Decide(second, new StepCommand.UpdateSent(1, 57), Now).Campaign);
    }

    [Fact]
    public void After_the_letters_a_campaign_goes_on_until_its_update_is_sent_and_rests_again()
    {
        var ended = Stories.Run(Stories.Campaign(), Now.AddDays(1));
        Assert.Equal((Phase.Dispatched, true), (ended.Phase, CampaignIndex.IsOver(ended)));
        var updating = ended.Do(new DeskCommand.WriteUpdate("a"), Now.AddDays(2));
        Assert.False(CampaignIndex.IsOver(updating));
        Assert.Equal(Plan.Next(ended), Plan.Next(updating));
        Assert.True(CampaignIndex.IsOver(updating.Do(new StepCommand.UpdateSent(1, 1), Now.AddDays(2))));
        var purging = updating.Do(new DeskCommand.Purge("danger"), Now.AddDays(2)); // nothing waits for an update then
        Assert.True(CampaignIndex.IsOver(purging));
        Assert.Equal("Archived", purging.Refused(new DeskCommand.WriteUpdate("b"), Now.AddDays(3)));
        Assert.Null(Lifecycle.Decide(purging, new StepCommand.UpdateSent(1, 1), Now.AddDays(3)).Campaign);
    }

    [Fact]
    public void There_is_an_end_to_them()
    {
        var campaign = Open;
        for (var n = 1; n <= Limits.Updates; n++) campaign = campaign.Do(new DeskCommand.WriteUpdate($"{n}"), Now.AddHours(n)).Do(new StepCommand.UpdateSent(n, 1), Now.AddHours(n));
        Assert.Equal("TooManyUpdates", campaign.Refused(new DeskCommand.WriteUpdate("more"), Now.AddYears(1)));
    }

    [Fact]
    public void It_is_for_those_who_have_signed_and_had_asked_for_it_when_it_was_written_and_have_not_got_it()
    {
        var update = new UpdateState(2, Now, "a");
        var row = new BookRow("p", "id") { State = SignatureState.Confirmed, UpdatesAt = Now, UpdatedThrough = 1 };
        Assert.True(BookDecisions.IsFor(update, row));
        BookRow?[] others =
        [
            null, row with { UpdatesAt = null }, row with { UpdatesAt = Now.AddTicks(1) }, row with { UpdatedThrough = 2 }, row with { LeftAt = Now }, row with { ErasedAt = Now },
            .. Enum.GetValues<SignatureState>().Where(state => state != SignatureState.Confirmed).Select(state => row with { State = state }),
        ];
        Assert.All(others, other => Assert.False(BookDecisions.IsFor(update, other)));
    }

    [Fact]
    public void Who_withdraws_declines_or_is_erased_wants_none_any_more()
    {
        var campaign = Open;
        var row = new BookRow("p", "id") { State = SignatureState.Confirmed, UpdatesAt = Now };
        var open = new BookHeader("p", Now.AddDays(1), false, false, 1, default);
        Assert.Null(BookDecisions.Withdraw(campaign, open, row, Now).After!.UpdatesAt);
        Assert.Null(BookDecisions.Withdraw(campaign with { Phase = Phase.Dispatched }, open with { Frozen = true }, row, Now).After!.UpdatesAt);
        Assert.Null(row.Erased(Now, counts: true).UpdatesAt);
    }
}
