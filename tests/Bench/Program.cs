using System.Diagnostics;
using Campaigns.Bench.Frame;
using Campaigns.Local.Launcher;

IReadOnlyList<Part> parts;
try
{
    parts = Suite.Named([.. args.Where(arg => arg != "--long")], args.Contains("--long"));
}
catch (ArgumentException unknown)
{
    await Console.Error.WriteLineAsync(unknown.Message);
    return 2;
}

var clock = Stopwatch.StartNew();
List<(string Part, TimeSpan Took)> times = [];
List<Measurement> measurements = [];
Console.WriteLine(Report.Head);
foreach (var part in parts)
{
    var began = clock.Elapsed;
    foreach (var measurement in await Suite.RunAsync(part, tiny: false))
    {
        measurements.Add(measurement);
        Console.WriteLine(Report.Line(measurement));
    }

    times.Add((part.Names[0], clock.Elapsed - began));
    if (part.Report() is { Length: > 0 } report) Console.WriteLine(report);

    // After each part, so that what was measured is there whatever happens to the rest.
    await File.WriteAllTextAsync(Repository.PathTo("bench-results.json"), Report.Write(measurements));
}

var longest = string.Join(", ", times.OrderByDescending(one => one.Took).Take(8).Select(one => $"{one.Part} {one.Took.TotalSeconds:0}"));
Console.WriteLine($"{measurements.Count} measurements in {clock.Elapsed.TotalSeconds:0} s (the longest: {longest}), also in bench-results.json");
return 0;
