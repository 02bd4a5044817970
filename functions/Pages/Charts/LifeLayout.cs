using System.Collections.Immutable;

namespace Campaigns.Functions.Pages.Charts;

/// <summary>One thing of the picture in its place. Lengths across are parts of the width (0 to 1), down they are pixels.</summary>
/// <param name="Right">Where it ends; the same as <paramref name="Left"/> for a moment.</param>
/// <param name="Now">Where what has been ends and what is to come begins, between the two.</param>
/// <param name="IsAhead">None of it has been.</param>
/// <param name="EndsAtText">The words end at its right instead of beginning at its left.</param>
public sealed record LifeShape(LifeItem Item, string Label, double Left, double Right, double Now, bool IsAhead, int Row, bool EndsAtText)
{
    public bool IsMoment => Item.To is null;
}

/// <summary>A date on the axis.</summary>
public sealed record LifeTick(DateTimeOffset At, string Label, double Place, bool EndsAtText);

/// <summary>
/// The picture of a life, laid out so that no words overlap at <see cref="Narrowest"/> pixels, and so at any greater width: places grow apart, words do not grow. Pure.
/// </summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Gaps">The rows that begin a group of their own.</param>
public sealed record LifeLayout(ImmutableArray<LifeShape> Shapes, ImmutableArray<LifeTick> Ticks, ImmutableArray<int> Gaps, double Now, int Rows)
{
    /// <summary>The width of the picture on the smallest screen.</summary>
    public const int Narrowest = 272;
    const double Letter = 7.2; // the widest that a letter is on average, in pixels
    const double Air = 8;

    /// <param name="label">At most 18 letters: half the width.</param>
    /// <param name="tick">A date on the axis in few letters.</param>
    public static LifeLayout Of(IReadOnlyList<LifeItem> items, DateTimeOffset now, Func<LifeItem, string> label, Func<DateTimeOffset, string> tick)
    {
        var keys = Keys(items, now);
        var scale = new LifeScale([.. keys, .. Room(items, keys)]);
        var (shapes, gaps, row) = (ImmutableArray.CreateBuilder<LifeShape>(), ImmutableArray.CreateBuilder<int>(), 0);
        foreach (var lane in items.GroupBy(item => item.Lane).OrderBy(lane => lane.Key))
        {
            gaps.Add(row);
            var rows = new List<double>(); // where each is taken up to, in pixels
            foreach (var item in lane.OrderBy(item => item.From).ThenBy(item => item.Kind))
            {
                var placed = Place(item, label(item), scale, now);
                var (from, to) = Extent(placed);
                var free = rows.FindIndex(taken => taken + Air <= from);
                if (free < 0) (free, rows) = (rows.Count, [.. rows, 0]);
                rows[free] = to;
                shapes.Add(placed with { Row = row + free });
            }
            row += rows.Count;
        }
        return new(shapes.ToImmutable(), Dates([.. keys.Distinct().Order()], scale, tick), gaps.ToImmutable(), scale.At(now), row);
    }

    /// <summary>From where to where it reaches with its words, in pixels, in a picture of this width.</summary>
    public static (double From, double To) Extent(LifeShape shape, int width = Narrowest)
    {
        var (left, right, words) = (shape.Left * width, shape.Right * width, Width(shape.Label));
        return shape.EndsAtText ? (Math.Min(left, right - words), right) : (left, Math.Max(right, left + words));
    }

    /// <summary>As of a shape.</summary>
    public static (double From, double To) Extent(LifeTick tick, int width = Narrowest)
    {
        var (at, words) = (tick.Place * width, Width(tick.Label));
        return tick.EndsAtText ? (at - words, at) : (at, at + words);
    }

    static DateTimeOffset[] Keys(IReadOnlyList<LifeItem> items, DateTimeOffset now) =>
        [.. items.Select(item => item.From), .. items.Select(item => item.To).OfType<DateTimeOffset>(), now];

    // What ends when somebody decides needs room to be seen going on; no date stands there.
    static IEnumerable<DateTimeOffset> Room(IReadOnlyList<LifeItem> items, DateTimeOffset[] keys)
    {
        if (!items.Any(item => item.IsOpenEnded)) return [];
        var beyond = (keys.Max() - keys.Min()) / 6;
        return [keys.Max() + (beyond > TimeSpan.FromHours(1) ? beyond : TimeSpan.FromHours(1))];
    }

    static LifeShape Place(LifeItem item, string label, LifeScale scale, DateTimeOffset now)
    {
        var left = scale.At(item.From);
        var right = item.IsOpenEnded ? 1 : scale.At(item.To ?? item.From);
        return new(item, label, left, right, Math.Clamp(scale.At(now), left, right), item.From > now, 0, left * Narrowest + Width(label) > Narrowest);
    }

    // Those of what is drawn, as many as there is room for. The last goes first, because it says how far the picture goes.
    static ImmutableArray<LifeTick> Dates(ImmutableArray<DateTimeOffset> instants, LifeScale scale, Func<DateTimeOffset, string> tick)
    {
        var last = Date(instants[^1]);
        var ticks = new List<LifeTick>();
        var (taken, until) = (-Air, Extent(last).From - Air);
        foreach (var one in instants[..^1].Select(Date))
        {
            var (from, to) = Extent(one);
            if (from < taken + Air || to > until) continue;
            ticks.Add(one);
            taken = to;
        }
        return [.. ticks, last];

        LifeTick Date(DateTimeOffset at)
        {
            var (words, place) = (tick(at), scale.At(at));
            return new(at, words, place, place * Narrowest + Width(words) > Narrowest);
        }
    }

    static double Width(string words) => words.Length * Letter;
}
