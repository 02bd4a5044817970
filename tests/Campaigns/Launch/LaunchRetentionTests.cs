namespace Campaigns.Tests.Life;

public sealed class LaunchRetentionTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("p1y", "P1Y")]
    [InlineData("P7D", "P7D")]
    [InlineData("P1W", "P7D")]
    [InlineData("P10Y", "P10Y")]
    [InlineData("P120M", "P120M")]
    public void AGoodTimeIsTaken(string typed, string? expected) =>
        Assert.Equal(expected, Launches.Read(("retention", typed)).Value.Retention);

    [Theory]
    [InlineData("a year", "retention NotADuration")]
    [InlineData("P0D", "retention NotADuration")]
    [InlineData("P6DT23H", "retention TooShort(7)")]
    [InlineData("PT1M", "retention TooShort(7)")]
    [InlineData("P10Y1D", "retention TooFarAhead(10)")]
    [InlineData("P9999Y", "retention TooFarAhead(10)")]
    public void AnyOtherIsRefused(string typed, string said) => Assert.Equal(said, Launches.Said(Launches.Read(("retention", typed))));

    [Fact]
    public void WhereNothingIsChosenTheOneDefaultHolds()
    {
        var campaign = Lifecycle.Launch(Launches.Read().Value, "aaaaaaaaaaaaaaaa", Launches.Now);
        Assert.Equal(("P1Y", campaign.ClosesAt!.Value.AddYears(1)), (Retention.Of(campaign), Retention.EndsAt(campaign)));
        Assert.Equal("P1Y", Retention.Of(campaign with { Retention = null }));
        var embargo = campaign.ClosesAt!.Value.AddDays(3);
        Assert.Equal(embargo.AddYears(1), Retention.EndsAt(campaign with { EmbargoUntil = embargo }));
    }
}
