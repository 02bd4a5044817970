using System.Diagnostics;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

enum Blow { KillApp, KillMailRoom, PauseApp, PauseAppPastItsLeases, StorageAway, KillStorage }

/// <summary>
/// Breaks one thing after the other, by seed, waits each time until the app is well again, and counts. The faults go on
/// until they are told to stop; the last one is mended before that ends.
/// </summary>
sealed class Havoc(Stage stage, int seed, IReadOnlyDictionary<Blow, int> weights)
{
    readonly Random random = new(seed);
    readonly Dictionary<Blow, int> struck = [];
    readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyDictionary<Blow, int> Struck => struck;

    /// <summary>How long storage was away, in all.</summary>
    public TimeSpan Away { get; private set; }

    /// <summary>The longest time from a mended fault to an app that says that it is well.</summary>
    public TimeSpan SlowestRecovery { get; private set; }

    public void Stop() => enough.TrySetResult();

    public async Task RunAsync()
    {
        while (!enough.Task.IsCompleted)
        {
            await Task.WhenAny(enough.Task, Task.Delay(Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8))));
            if (enough.Task.IsCompleted) return;
            var blow = Choose();
            await StrikeAsync(blow);
            struck[blow] = struck.GetValueOrDefault(blow) + 1;
            await RecoverAsync();
        }
    }

    async Task StrikeAsync(Blow blow)
    {
        switch (blow)
        {
            case Blow.KillApp:
                stage.App.Kill();
                break;
            case Blow.KillMailRoom:
                stage.KillTheMailRoom();
                break;
            case Blow.PauseApp:
                await PauseAsync(Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)));
                break;
            case Blow.PauseAppPastItsLeases:
                await PauseAsync(TimeSpan.FromSeconds(50)); // a message is leased for 45 s
                break;
            case Blow.StorageAway:
                await StorageAsync(stage.StopStorageAsync, TimeSpan.FromSeconds(30));
                break;
            case Blow.KillStorage:
                await StorageAsync(stage.KillStorageAsync, Between(TimeSpan.Zero, TimeSpan.FromSeconds(5)));
                break;
        }
    }

    async Task PauseAsync(TimeSpan length)
    {
        var process = stage.App.Pid;
        Stage.Freeze(process);
        await Task.Delay(length);
        Stage.Freeze(process, goesOn: true);
    }

    async Task StorageAsync(Func<Task> stop, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        await stop();
        await Task.Delay(length);
        await stage.StartStorageAsync();
        Away += clock.Elapsed;
    }

    async Task RecoverAsync()
    {
        var clock = Stopwatch.StartNew();
        await Eventually.SeeAsync("the app is well again", async () =>
        {
            try
            {
                await stage.App.WaitUntilItAnswersAsync();
                return this;
            }
            catch (Campaigns.Local.Launcher.RunException)
            {
                return null;
            }
        });
        if (clock.Elapsed > SlowestRecovery) SlowestRecovery = clock.Elapsed;
    }

    Blow Choose()
    {
        var draw = random.Next(weights.Values.Sum());
        foreach (var (blow, weight) in weights)
            if ((draw -= weight) < 0)
                return blow;
        throw new UnreachableException();
    }

    TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + (longest - shortest) * random.NextDouble();
}
