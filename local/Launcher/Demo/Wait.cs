using System.Diagnostics;

namespace Campaigns.Local.Launcher.Demo;

static class Wait
{
    /// <summary>Looks a few times a second until it is so.</summary>
    /// <exception cref="TimeoutException">It was not so in time.</exception>
    public static async Task UntilAsync(string what, TimeSpan patience, Func<Task<bool>> isSo, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (clock.Elapsed > patience) throw new TimeoutException($"Waited {patience.TotalSeconds:0} s in vain for {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
        }
    }
}
