using Campaigns.Signatures;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Book;

/// <summary>The numbers behind the charts.</summary>
public sealed class ProgressTests
{
    static readonly DateTimeOffset Opened = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Closes = Opened.AddHours(6);

    /// <param name="Minutes">When they signed, since the opening.</param>
    /// <param name="Now">Minutes since the opening.</param>
    public sealed record Story(int[] Minutes, int Now, int Steps);

    static readonly Arbitrary<Story> AnyStory = Arb.From(
        from now in Gen.Choose(1, 500)
        from minutes in Gen.Choose(0, Math.Min(now, 360)).ListOf()
        from steps in Gen.Choose(1, 60)
        select new Story([.. minutes], now, steps));

    [Fact]
    public void TheCurveRisesToTheCountAndNeverShowsTheFuture() => Prop.ForAll(AnyStory, story =>
    {
        var now = Opened.AddMinutes(story.Now);
        var curve = Of(story.Minutes).Curve(Opened, Closes, now, story.Steps);
        Assert.InRange(curve.Length, 1, story.Steps);
        Assert.Equal(story.Minutes.Length, curve[^1].Signatures);
        Assert.Equal(now < Closes ? now : Closes, curve[^1].At);
        Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At && pair.First.Signatures <= pair.Second.Signatures));
        Assert.All(curve, point => Assert.Equal(story.Minutes.Count(minute => Opened.AddMinutes(minute) <= point.At), point.Signatures));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void BeforeTheOpeningThereIsNone()
    {
        Assert.Empty(Of([]).Curve(Opened, Closes, Opened, 10));
        Assert.Empty(Of([]).Curve(Opened, Opened, Closes, 10));
    }

    [Fact]
    public void AnOrganisationCountsOnceFromTheFirstOfItsPeople()
    {
        BookRow[] rows = [Row("a", SignatoryKind.Organisation, "NO", 30), Row("a", SignatoryKind.Organisation, "NO", 10), Row("", SignatoryKind.Individual, "PL", 20),
            Row("b", SignatoryKind.Organisation, "PL", 5)];
        var progress = BookLists.Progress(rows);
        Assert.Equal([Opened.AddMinutes(5), Opened.AddMinutes(10), Opened.AddMinutes(20)], progress.SignedAt);
        Assert.Equal([("PL", 2), ("NO", 1)], progress.Countries);
        Assert.Equal(BookLists.Count(rows).Signatures, progress.SignedAt.Length);
    }

    static BookProgress Of(int[] minutes) => new([.. minutes.Order().Select(minute => Opened.AddMinutes(minute))], []);

    static BookRow Row(string organisation, SignatoryKind kind, string country, int minute) => new("p", $"{organisation}{minute}")
    {
        OrganisationKey = organisation,
        Kind = kind,
        Country = country,
        ConfirmedAt = Opened.AddMinutes(minute),
    };
}
