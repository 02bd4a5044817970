using Campaigns.Local.Launcher;
using Campaigns.Tests.House;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Campaigns.Tests.House;

/// <summary>
/// One private Azurite, in memory and on free ports, for the whole run; it starts with the first test that asks.
/// All tests share it: use table names of your own (<see cref="NewName"/>).
/// </summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    static int names;

    readonly Lazy<Task<Azurite>> azurite = new(() => Azurite.StartAsync());

    /// <summary>A full connection string. Starts Azurite when nobody did (the first time it may have to be installed).</summary>
    public string ConnectionString => azurite.Value.GetAwaiter().GetResult().ConnectionString;

    public async Task<Azurite> GetAsync() => await azurite.Value;

    /// <summary>A table name or hub name that no other test of this run has: letters and digits, 3 to 63 long.</summary>
    public static string NewName(string prefix) => $"{prefix}{Interlocked.Increment(ref names)}x{Environment.ProcessId}";

    public async ValueTask DisposeAsync()
    {
        if (azurite.IsValueCreated) await (await azurite.Value).DisposeAsync();
    }
}
