namespace Campaigns.Bench.Frame;

/// <summary>One line of the results.</summary>
/// <param name="Name">As the contract lists it, for example <c>engine.sequential</c>.</param>
/// <param name="Ceiling">What storage or the framework alone reached in the same run, in the same unit; null without one.</param>
/// <param name="Ratio">Higher is better: value over ceiling for rates, ceiling over value for times and sizes.</param>
/// <param name="Note">What was done, what the ceiling is, and the target.</param>
public sealed record Measurement(string Name, double Value, string Unit, double? Ceiling, double? Ratio, string Note)
{
    /// <summary>The more the better.</summary>
    public static Measurement OfRate(string name, Pair pair, string unit, string note) =>
        new(name, Round(pair.Ours), unit, Round(pair.Bare), Round(pair.Ours / pair.Bare), note);

    /// <summary>A time or a size: the less the better.</summary>
    public static Measurement OfCost(string name, Pair pair, string unit, string note) =>
        new(name, Round(pair.Ours), unit, Round(pair.Bare), Round(pair.Bare / pair.Ours), note);

    /// <summary>Four digits say all that a measurement on a shared machine knows.</summary>
    static double Round(double value) =>
        value == 0 || !double.IsFinite(value) ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6));
}
