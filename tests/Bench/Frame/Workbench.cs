using System.Diagnostics;
using Azure.Data.Tables;
using Campaigns.Local.Launcher;

namespace Campaigns.Bench.Frame;

/// <summary>What a part works with: a private Azurite of its own, in memory and on free ports, and how much to do.</summary>
public sealed class Workbench : IAsyncDisposable
{
    readonly bool tiny;
    readonly Lazy<Task<Azurite>> azurite = new(() => Azurite.StartAsync());
    int names;

    /// <param name="tiny">Only enough to see that a measurement works.</param>
    public Workbench(bool tiny) => this.tiny = tiny;

    public async Task<string> StorageAsync() => (await azurite.Value.ConfigureAwait(false)).ConnectionString;

    public async Task<TableServiceClient> TablesAsync() => new(await StorageAsync().ConfigureAwait(false));

    /// <summary>How much to do: the whole, or a tiny part of it.</summary>
    public int Size(int whole, int few) => tiny ? few : whole;

    /// <summary>A table or hub name that was not used before.</summary>
    public string NewName(string prefix) => $"{prefix}{Interlocked.Increment(ref names)}";

    /// <summary>A table of its own for each round: Azurite's work grows with what a table holds.</summary>
    public async Task<TableClient> NewTableAsync(string prefix)
    {
        var table = (await TablesAsync().ConfigureAwait(false)).GetTableClient(NewName(prefix));
        await table.CreateAsync().ConfigureAwait(false);
        return table;
    }

    public static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work().ConfigureAwait(false);
        return clock.Elapsed;
    }

    /// <summary>Does something <paramref name="count"/> times, so many at a time.</summary>
    public static Task ManyAsync(int count, int atOnce, Func<int, Task> work) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (n, _) => await work(n).ConfigureAwait(false));

    public async ValueTask DisposeAsync()
    {
        if (azurite.IsValueCreated) await (await azurite.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
