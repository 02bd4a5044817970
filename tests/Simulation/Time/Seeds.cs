namespace Campaigns.Tests.Simulation;

/// <summary>Streams of random numbers. Each concern has its own, so that leaving one out does not move the others.</summary>
static class Seeds
{
    public static Random Stream(long seed, string name, int number = 0)
    {
        var value = Mix(unchecked((ulong)seed));
        foreach (var c in name) value = Mix(value ^ c);
        return new((int)(Mix(value ^ (uint)number) >> 33));
    }

    public static bool Chance(this Random random, double rate) => random.NextDouble() < rate;

    public static T Of<T>(this Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>Small values as often as large ones: seconds, minutes and months come alike.</summary>
    public static TimeSpan Spread(this Random random, TimeSpan least, TimeSpan most) =>
        least * Math.Pow(most / least, random.NextDouble());

    static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
