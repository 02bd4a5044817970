using System.Collections.Immutable;
using Campaigns.Functions.Pages.Charts;
using Campaigns.Tests.Life;
using FsCheck;
using FsCheck.Fluent;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Picture;

/// <summary>The picture of a campaign's life, whatever that life is. A failure prints its seed and the story.</summary>
public sealed class LifePictureTests
{
    const double Hair = 1e-6;
    static readonly string LongestLabel = new('w', 18);
    static readonly int[] Widths = [LifeLayout.Narrowest, 350, 544, 920];

    [Fact]
    public void No_words_overlap_on_any_screen_and_everything_is_inside() => Prop.ForAll(LifecycleProperties.AnyStory, story =>
    {
        var (_, layout, _) = Drawn(story);
        foreach (var width in Widths)
        {
            foreach (var row in layout.Shapes.GroupBy(shape => shape.Row))
                Apart(row.Select(shape => LifeLayout.Extent(shape, width)), width);
            Apart(layout.Ticks.Select(tick => LifeLayout.Extent(tick, width)), width);
        }
        Assert.All(layout.Shapes, shape => Assert.InRange(shape.Row, 0, layout.Rows - 1));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Now_is_inside_what_was_stands_left_of_it_and_what_will_be_right() => Prop.ForAll(LifecycleProperties.AnyStory, story =>
    {
        var (_, layout, now) = Drawn(story);
        Assert.InRange(layout.Now, 0, 1);
        foreach (var shape in layout.Shapes)
        {
            Assert.InRange(shape.Now, shape.Left, shape.Right);
            Assert.Equal(shape.Item.From > now, shape.IsAhead);
            if (shape.Item.From > now) Assert.True(shape.Left >= layout.Now - Hair && shape.Now <= shape.Left + Hair, $"{shape.Item} is drawn as past");
            if (shape.Item.From < now) Assert.True(shape.Left <= layout.Now + Hair, $"{shape.Item} is drawn as to come");
            if (shape.Item is { To: { } to, IsOpenEnded: false } && to < now) Assert.Equal(shape.Right, shape.Now, Hair);
        }
        foreach (var (one, other) in layout.Shapes.Zip(layout.Shapes.Skip(1)))
            if (one.Item.From < other.Item.From) Assert.True(one.Left <= other.Left);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_phases_follow_each_other_and_the_one_of_now_is_the_campaigns() => Prop.ForAll(LifecycleProperties.AnyStory, FollowEachOther).QuickCheckThrowOnFailure();

    [Fact] // Found by the one above.
    public void A_campaign_that_is_approved_in_the_moment_in_which_it_asks_is_closed() =>
        FollowEachOther(new([904, 772, 489, 781, 158, 306, 947, 965, 166, 5, 288, 999], [38, 42, 369, 209, 138, 445, 946]));

    static void FollowEachOther(LifecycleProperties.Story story)
    {
        var (campaign, layout, now) = Drawn(story);
        var phases = layout.Shapes.Select(shape => shape.Item).Where(item => item.Lane == LifeLane.Phases).OrderBy(item => item.From).ThenBy(item => item.To ?? DateTimeOffset.MaxValue).ToList();
        foreach (var (one, next) in phases.Zip(phases.Skip(1))) Assert.Equal(one.To, next.From);
        if (campaign.Phase == Phase.Archived) return;
        // A step that is overdue begins the next phase in this very moment.
        Assert.Contains(campaign.Phase.ToString(), phases.Where(item => item.From <= now && (item.To is null || item.To >= now)).Select(item => $"{item.Kind}"));
    }

    [Fact]
    public void An_hour_is_seen_beside_ten_months()
    {
        var scale = new LifeScale([Start, Start.AddHours(1), Start.AddMonths(10), Start.AddMonths(10).AddHours(1)]);
        Assert.True(scale.At(Start.AddHours(1)) > 0.08);
        Assert.True(scale.At(Start.AddMonths(10)) < 0.92);
        Assert.Equal((0.0, 1.0), (scale.At(Start.AddDays(-1)), scale.At(Start.AddYears(2))));
        Assert.InRange(scale.At(Start.AddMonths(5)), scale.At(Start.AddHours(1)), scale.At(Start.AddMonths(10)));
        Assert.Equal(0.5, new LifeScale([Start]).At(Start));
    }

    [Fact]
    public void A_moved_deadline_an_embargo_and_a_person_who_is_waited_for_are_in_it()
    {
        var campaign = Campaign(draft => draft with { Approval = ApprovalRule.Always, EmbargoUntil = Start.AddDays(2), Grace = TimeSpan.FromMinutes(10) });
        campaign = Run(campaign, Start.AddHours(1));
        var moved = Lifecycle.Decide(campaign, new DeskCommand.Extend(Start.AddHours(9)), Start.AddHours(1), "coordinator");
        var items = CampaignLife.Of(moved.Campaign!, moved.Journal, Start.AddHours(1));

        Assert.Contains(new LifeItem(LifeKind.OldDeadline, Start.AddHours(6)), items);
        Assert.Contains(new LifeItem(LifeKind.Deadline, Start.AddHours(9)), items);
        Assert.Contains(new LifeItem(LifeKind.Grace, Start.AddHours(9), Start.AddHours(9).AddMinutes(10)), items);
        Assert.Contains(new LifeItem(LifeKind.Embargo, Start, Start.AddDays(2)), items);
        Assert.Contains(items, item => item is { Kind: LifeKind.WaitsForPerson, IsOpenEnded: true } && item.From >= Start.AddHours(9));
        Assert.Contains(items, item => item is { Kind: LifeKind.Approval, IsOpenEnded: true });
        Assert.DoesNotContain(items, item => item.Kind is LifeKind.Letters or LifeKind.Archived);
    }

    [Fact]
    public void A_deadline_that_was_not_waited_for_is_not_drawn_as_one_that_will_come()
    {
        var campaign = Run(Campaign(draft => draft with { Grace = TimeSpan.FromMinutes(10) }), Start.AddHours(1));
        var cancelled = Lifecycle.Decide(campaign, new DeskCommand.Cancel("he was let in"), Start.AddHours(1), "coordinator").Campaign!;

        var items = CampaignLife.Of(cancelled, [], Start.AddHours(2));

        Assert.Contains(new LifeItem(LifeKind.OldDeadline, Start.AddHours(6)), items);
        Assert.DoesNotContain(items, item => item.Kind is LifeKind.Deadline or LifeKind.Grace);
    }

    [Fact]
    public void Left_alone_the_whole_way_to_the_archive_is_in_it()
    {
        var campaign = Campaign(draft => draft with { FollowUps = ["P14D"] });
        var items = CampaignLife.Of(campaign, [], Start);
        Assert.Equal(
            [LifeKind.Scheduled, LifeKind.Open, LifeKind.Closed, LifeKind.Dispatching, LifeKind.Dispatched, LifeKind.Archived],
            items.Where(item => item.Lane == LifeLane.Phases).Select(item => item.Kind));
        Assert.Equal([1, 2], items.Where(item => item.Kind == LifeKind.Reminder).Select(item => item.Number));
        Assert.Equal([Start.AddHours(6).AddDays(14)], items.Where(item => item.Kind == LifeKind.FollowUp).Select(item => item.From.ToUniversalTime()));
    }

    static (Campaign Campaign, LifeLayout Layout, DateTimeOffset Now) Drawn(LifecycleProperties.Story story)
    {
        var life = new WatchedLife(LifecycleProperties.Launched(story.Choices));
        foreach (var move in story.Moves) LifecycleProperties.Make(life, move);
        var items = CampaignLife.Of(life.Campaign, [.. life.Journal.OrderBy(entry => entry.At)], life.Now);
        return (life.Campaign, LifeLayout.Of(items, life.Now, _ => LongestLabel, _ => "30 Nov, 23:59"), life.Now);
    }

    static void Apart(IEnumerable<(double From, double To)> extents, int width)
    {
        var inOrder = extents.OrderBy(one => one.From).ToImmutableArray();
        Assert.All(inOrder, one => Assert.True(one.From >= -Hair && one.To <= width + Hair, $"{one} leaves {width}"));
        foreach (var (one, next) in inOrder.Zip(inOrder.Skip(1))) Assert.True(one.To <= next.From + Hair, $"{one} and {next} overlap at {width}");
    }
}
