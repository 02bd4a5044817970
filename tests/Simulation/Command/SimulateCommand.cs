using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Campaigns.Tests.Simulation;

/// <summary>What one world came to.</summary>
sealed record WorldResult(long Seed, int Campaigns, long Events, string Hash, string[] Violations);

/// <summary>
/// The simulator as a process of its own: <c>simulate [seed=N] [worlds=N] [campaigns=N] [bug=NAME] [faults=NAME,NAME] [story] [brief]</c>.
/// Runs worlds from the seed on until there are enough of them or of campaigns, prints a line of JSON for each (with <c>story</c>
/// everything that happens, before it), and stops at the first violation, which it tells in the shortest way it finds (not with <c>brief</c>).
/// </summary>
static class SimulateCommand
{
    public static int Run(string[] args)
    {
        if (Environment.ProcessorCount > 1) return InAProcessOfItsOwn(args);
        var options = args.Select(arg => arg.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
        return Task.Run(() => RunAsync(options)).GetAwaiter().GetResult();
    }

    static int InAProcessOfItsOwn(string[] args)
    {
        using var process = Simulation.Start(args, redirected: false);
        process.WaitForExit();
        return process.ExitCode;
    }

    static async Task<int> RunAsync(Dictionary<string, string> options)
    {
        var (seed, worlds, campaigns) = (Number("seed", 1), Number("worlds", int.MaxValue), Number("campaigns", int.MaxValue));
        if (worlds == int.MaxValue && campaigns == int.MaxValue) worlds = 1;
        var bug = options.TryGetValue("bug", out var planted) ? Enum.Parse<PlantedBug>(planted) : PlantedBug.None;
        var faults = options.TryGetValue("faults", out var kinds) ? Enum.Parse<FaultKinds>(kinds) : FaultKinds.All;
        var watch = Stopwatch.StartNew();
        for (var (world, played) = (0L, 0L); world < worlds && played < campaigns; world++)
        {
            var plan = new WorldPlan(seed + world, faults, bug);
            var result = await PlayAsync(plan, options.ContainsKey("story") ? Console.WriteLine : null);
            played += result.Campaigns;
            Console.WriteLine(JsonSerializer.Serialize(result));
            if (result.Violations.Length == 0) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FOUND with seed {plan.Seed} after {played} campaigns:"));
            foreach (var violation in result.Violations) Console.WriteLine($"violated: {violation}");
            if (options.ContainsKey("brief")) return 1;
            foreach (var sentence in await new Shrinker(plan, result).TellAsync()) Console.WriteLine(sentence);
            return 1;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"HELD in {watch.Elapsed.TotalSeconds:0} s"));
        return 0;

        long Number(string name, long usual) => options.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : usual;
    }

    /// <param name="tell">Told each sentence of the story when it happens.</param>
    public static async Task<WorldResult> PlayAsync(WorldPlan plan, Action<string>? tell = null)
    {
        var world = new World(plan);
        world.Trace.Story = tell;
        await world.RunAsync();
        return new(plan.Seed, plan.Places.Count, world.Trace.Events, world.Trace.Hash.ToString("x16", CultureInfo.InvariantCulture), [.. world.Violations]);
    }
}
