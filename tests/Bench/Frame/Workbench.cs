using System.Diagnostics;
using Azure.Data.Tables;
using Campaigns.Local.Launcher;

namespace Campaigns.Bench.Frame;

/// <summary>What a part works with: a private Azurite of its own, in memory and on free ports, and how much to do.</summary>
public sealed class Workbench : IAsyncDisposable
{
    readonly bool tiny;
    readonly Lazy<Task<Azurite>> azurite = new(() => Azurite.StartAsync());
    readonly string mark = Guid.NewGuid().ToString("N")[..6];
    int names;

    /// <param name="tiny">Only enough to see that a measurement works.</param>
    public Workbench(bool tiny) => this.tiny = tiny;

    public async Task<string> StorageAsync() => (await azurite.Value).ConnectionString;

    /// <summary>What this process and storage's have computed so far.</summary>
    public async Task<(TimeSpan Here, TimeSpan Storage)> ProcessorTimeAsync()
    {
        using var here = Process.GetCurrentProcess();
        using var node = Process.GetProcessById((await azurite.Value).Pid);
        return (here.TotalProcessorTime, node.TotalProcessorTime);
    }

    public async Task<TableServiceClient> TablesAsync() => new(await StorageAsync());

    /// <summary>How much to do: the whole, or a tiny part of it.</summary>
    public int Size(int whole, int few) => tiny ? few : whole;

    /// <summary>A table or hub name that was not used before.</summary>
    public string NewName(string prefix) => $"{prefix}{mark}{Interlocked.Increment(ref names)}";

    /// <summary>A table of its own for each round: Azurite's work grows with what a table holds.</summary>
    public async Task<TableClient> NewTableAsync(string prefix)
    {
        var table = (await TablesAsync()).GetTableClient(NewName(prefix));
        await table.CreateAsync();
        return table;
    }

    public static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed;
    }

    /// <summary>Does something <paramref name="count"/> times, so many at a time.</summary>
    public static Task ManyAsync(int count, int atOnce, Func<int, Task> work) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (n, _) => await work(n));

    public async ValueTask DisposeAsync()
    {
        if (azurite.IsValueCreated) await (await azurite.Value).DisposeAsync();
    }
}
