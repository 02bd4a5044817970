using static Campaigns.Tests.Life.Launches;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>An open declaration has no closing date: nothing is due until a person, or the target, closes it.</summary>
public sealed class NoDeadlineTests
{
    static readonly Campaign Open = Run(Campaign(Without), Start);

    static CampaignDraft Without(CampaignDraft draft) => draft with { Window = null, ClosesAt = null, Reminders = [], Target = 40 };

    [Fact]
    public void TheWordNoneLaunchesOne()
    {
        var read = Read(("window", "none"), ("reminders", null));
        Assert.True(read.IsValid);
        Assert.Equal((null, null), (read.Value.Window, read.Value.ClosesAt));
    }

    [Theory]
    [InlineData("none", "50%", null, "reminders NeedsDeadline")]
    [InlineData("none", null, "2026-03-04T09:00Z", "window OneOf(closesAt)")]
    [InlineData("None", null, null, "window NotADuration")]
    public void WhatCountsFromADeadlineIsRefused(string window, string? reminders, string? closesAt, string expected) =>
        Assert.Equal(expected, Said(Read(("window", window), ("reminders", reminders), ("closesAt", closesAt))));

    [Fact]
    public void ItIsOpenForEverAndWaits()
    {
        var years = Start.AddYears(8);
        Assert.True(Open.TakesSignatures(years));
        Assert.False(Lifecycle.IsOver(Open, years));
        Assert.Equal(new Step(StepKind.Close, null), Plan.Next(Open));
        Assert.Equal(new(false, null, 0, 0, null), NextStep.Of(Open, years));
        Assert.Null(Lifecycle.Decide(Open, new StepCommand.Closed(), years).Campaign);
        Assert.Null(Retention.EndsAt(Open));
        Assert.Equal(StepKind.Close, Timetable.Of(Open, years)[^1].Kind);
    }

    [Fact]
    public void APersonOrTheTargetClosesIt()
    {
        var years = Start.AddYears(8);
        foreach (CampaignCommand close in new CampaignCommand[] { new DeskCommand.CloseNow(), new StepCommand.TargetReached(new(40, 3, 0)) })
            Assert.Equal(new Step(StepKind.Close, years), Plan.Next(Open.Do(close, years)));
        Assert.Equal(Phase.Dispatched, Run(Open.Do(new DeskCommand.CloseNow(), years), years.AddDays(1)).Phase);
    }

    [Fact]
    public void ADeadlineMayBeSetLater()
    {
        var (years, deadline) = (Start.AddYears(8), Start.AddYears(9));
        var set = Open.Do(new DeskCommand.Extend(deadline), years);
        Assert.Equal((deadline, StepKind.MoveDeadline), (set.ClosesAt!.Value, Plan.Next(set).Kind));
        Assert.Equal(new Step(StepKind.Close, deadline), Plan.Next(set.Do(new StepCommand.DeadlineMoved(deadline), years).Do(new StepCommand.DeadlineTold(1, 3), years)));
        Assert.Equal("TooFarAhead", Open.Refused(new DeskCommand.Extend(years.AddYears(4)), years));
    }

    [Fact]
    public void WhoIsRemindedByHandIsRemindedAtOnce()
    {
        var years = Start.AddYears(2);
        var asked = Open.Do(new DeskCommand.RemindNow(), years);
        Assert.Equal(new Step(StepKind.Remind, years, 1), Plan.Next(asked));
    }
}
