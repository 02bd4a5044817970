using System.Diagnostics;
using System.Globalization;

namespace Campaigns.Bench.Frame;

/// <summary>What came out of several rounds: medians of ours and of storage or framework alone.</summary>
/// <param name="Spread">The middle half of the rounds' own ratios (ours over bare), for the note.</param>
public sealed record Pair(double Ours, double Bare, string Spread)
{
    const int FewestRounds = 3;

    /// <summary>A busy machine gets through fewer rounds, so that the whole suite keeps its ten minutes.</summary>
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Measures both sides in turns, so that noise of a shared machine hits both alike, after one uncounted round that warms
    /// up both.
    /// </summary>
    public static async Task<Pair> MeasureAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> bare, bool warmUp = true)
    {
        List<(double Ours, double Bare)> taken = [];
        var clock = Stopwatch.StartNew();
        for (var round = warmUp ? -1 : 0; round < rounds && (taken.Count < FewestRounds || clock.Elapsed < Budget); round++)
        {
            var oursFirst = round % 2 == 0;
            var b = oursFirst ? 0 : await bare();
            var o = await ours();
            if (oursFirst) b = await bare();
            if (round >= 0) taken.Add((o, b));
        }

        return Of(taken);
    }

    public static Pair Of(IReadOnlyList<(double Ours, double Bare)> rounds)
    {
        double[] ratios = [.. rounds.Select(r => r.Ours / r.Bare).Order()];
        var spread = string.Create(CultureInfo.InvariantCulture, $"{At(ratios, 0.25):0.##} to {At(ratios, 0.75):0.##}");
        return new(Median(rounds.Select(r => r.Ours)), Median(rounds.Select(r => r.Bare)), spread);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (At(sorted, 0.5) + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    /// <summary>The value below which this part (0 to 1) of the sorted values lies.</summary>
    public static double At(IReadOnlyList<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
}
