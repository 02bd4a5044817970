using Campaigns.Backup;
using Campaigns.Tests.Life;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Backup;

/// <summary>Whether something may be restored, and what a held campaign does: pure.</summary>
public sealed class RestoreRuleTests
{
    static readonly Arbitrary<RestoreFacts> Any = Arb.From(
        from kind in Gen.Elements(Enum.GetValues<CopyKind>())
        from overwrite in Gen.Elements(true, false)
        from exists in Gen.Elements(true, false)
        from phase in Gen.Elements(Enum.GetValues<Phase>())
        from restored in Gen.Elements<RestoreRecord?>(null, new("one", Stories.Start, Stories.Start, null), new("two", Stories.Start, Stories.Start, Stories.Start))
        from purged in Gen.Elements(true, false)
        from opens in Gen.Elements<bool?>(null, true, false)
        from same in Gen.Elements<bool?>(null, true, false)
        from begun in Gen.Elements(null, "one", "two")
        from cleared in Gen.Elements(true, false)
        let there = exists && kind == CopyKind.Campaign
            ? Stories.Campaign() with { Phase = phase, Restored = restored, Purge = purged ? new(Stories.Start, "campaign", null) { BegunAt = Stories.Start } : null } : null
        select new RestoreFacts(kind, "one", overwrite, exists, there, opens, same, begun, cleared));

    [Fact]
    public void Nothing_that_exists_is_touched_unless_a_person_spells_it_and_nothing_purged_ever() => Prop.ForAll(Any, facts =>
    {
        var (action, refusal) = RestoreRule.Begin(facts);
        Assert.Equal(action == RestoreAction.Refuse, refusal is not null);
        if (facts.Opens == false) Assert.Equal("OtherMasterKey", refusal);
        if (action is not (RestoreAction.Clear or RestoreAction.Write)) return;
        Assert.True(!facts.Exists || (facts.Overwrite && facts.Kind == CopyKind.Campaign));
        Assert.Null(facts.There?.Purge?.BegunAt);
        Assert.False(facts.There is { Phase: Phase.Dispatching, IsHeld: false });
        if (action == RestoreAction.Write) Assert.True(!facts.Exists && facts.Cleared && facts.Begun == facts.Copy);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Restored_twice_from_the_same_copy_it_is_left_alone()
    {
        var there = Stories.Campaign() with { Restored = new("one", Stories.Start, Stories.Start, Stories.Start) };
        Assert.Equal(RestoreAction.Present, RestoreRule.Begin(new(CopyKind.Campaign, "one", false, true, there, true, true, null, false)).Action);
        Assert.Equal("ThereAlready", RestoreRule.Begin(new(CopyKind.Campaign, "two", false, true, there, true, true, null, false)).Refusal);
    }

    /// <summary>At every moment of a life: held, it does nothing; released, it does what it would have done.</summary>
    [Fact]
    public void A_held_campaign_has_nothing_due_and_a_released_one_has_its_plan() => Prop.ForAll(Gen.Choose(0, 60 * 24 * 40).ToArbitrary(), minutes =>
    {
        var now = Stories.Start.AddMinutes(minutes);
        var campaign = Stories.Run(Stories.Campaign(draft => draft with { FollowUps = ["P14D", "P1M"] }), now);
        var restored = campaign.Do(new BackupCommand.Restore("one", now.AddMinutes(-5)), now);
        Assert.Equal(Plan.Next(campaign).Kind is not (StepKind.End or StepKind.Purge), restored.IsHeld);
        if (!restored.IsHeld) return;
        Assert.Equal(new Step(StepKind.Wait, null), Plan.Next(restored));
        Assert.All(Enum.GetValues<StepKind>(), kind => Assert.False(Plan.IsDue(restored, kind, 1, now.AddYears(5))));
        Assert.Equal(Plan.Next(campaign), Plan.Next(restored.Do(new BackupCommand.Release(false, "x"), now)));
        Assert.Equal("NotHeld", campaign.Refused(new BackupCommand.Release(false, "x"), now));
    }).QuickCheckThrowOnFailure();
}
