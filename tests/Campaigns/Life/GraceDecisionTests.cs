using static Campaigns.Tests.Life.Launches;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>The grace after the deadline: nobody new, and the close waits for it.</summary>
public sealed class GraceDecisionTests
{
    static readonly Campaign Open = Run(Campaign(draft => draft with { Grace = TimeSpan.FromMinutes(10), Reminders = [] }), Start);
    static readonly DateTimeOffset Deadline = Open.ClosesAt!.Value;

    [Theory]
    [InlineData("PT10M", 10)]
    [InlineData("pt15m", 15)]
    [InlineData("PT900S", 15)]
    public void IsReadAsADuration(string typed, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read(("grace", typed)).Value.Grace);

    [Theory]
    [InlineData("10", "grace NotADuration")]
    [InlineData("PT0S", "grace NotADuration")]
    [InlineData("PT15M1S", "grace TooLongATime(15)")]
    [InlineData("P1D", "grace TooLongATime(15)")]
    public void AnythingElseIsRefused(string typed, string expected) => Assert.Equal(expected, Said(Read(("grace", typed))));

    [Fact]
    public void WithoutADeadlineThereIsNone() =>
        Assert.Equal("grace NeedsDeadline", Said(Read(("grace", "PT5M"), ("window", "none"), ("reminders", null))));

    [Fact]
    public void TheCloseWaitsForIt()
    {
        Assert.Equal(new Step(StepKind.Close, Deadline.AddMinutes(10)), Plan.Next(Open));
        Assert.Null(Lifecycle.Decide(Open, new StepCommand.Closed(), Deadline.AddMinutes(9)).Campaign);
        Assert.Equal((SigningWindow.Open, SigningWindow.Grace, SigningWindow.Over),
            (Plan.WindowAt(Open, Deadline.AddTicks(-1)), Plan.WindowAt(Open, Deadline), Plan.WindowAt(Open, Deadline.AddMinutes(10))));
    }

    [Fact]
    public void InItThePublicIsTooLateAndTheDeadlineStands()
    {
        Assert.False(Open.TakesSignatures(Deadline));
        Assert.True(Lifecycle.IsOver(Open, Deadline));
        Assert.Equal("AlreadyClosed", Open.Refused(new DeskCommand.Extend(Deadline.AddHours(1)), Deadline.AddMinutes(1)));
        Assert.Equal("AlreadyClosed", Open.Refused(new DeskCommand.Invite(9), Deadline.AddMinutes(1)));
    }

    [Fact]
    public void WhoClosesByHandGrantsNone()
    {
        foreach (var at in new[] { Deadline.AddHours(-1), Deadline.AddMinutes(3) })
        {
            var asked = Open.Do(new DeskCommand.CloseNow(), at);
            Assert.Equal(new Step(StepKind.Close, at), Plan.Next(asked));
            Assert.Equal(SigningWindow.Over, Plan.WindowAt(asked, at));
        }
    }
}
