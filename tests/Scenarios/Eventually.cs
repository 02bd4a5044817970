using System.Diagnostics;

namespace Campaigns.Tests.Scenarios;

/// <summary>Waits for what has to come true, however slow the machine is; the limit only ends a test that hangs.</summary>
static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150), Often = TimeSpan.FromMilliseconds(40);

    /// <summary>Until it is so.</summary>
    /// <param name="what">As in <see cref="SeeAsync"/>.</param>
    public static Task HoldsAsync(string what, Func<Task<bool>> isSo) => SeeAsync(what, async () => await isSo() ? what : null, pause: Often);

    /// <inheritdoc cref="HoldsAsync(string, Func{Task{bool}})"/>
    public static Task HoldsAsync(string what, Func<bool> isSo) => HoldsAsync(what, () => Task.FromResult(isSo()));

    /// <summary>The first value that is not null.</summary>
    /// <param name="what">Ends the sentence "this did not happen: ...".</param>
    public static async Task<T> SeeAsync<T>(string what, Func<Task<T?>> look, TimeSpan? limit = null, TimeSpan? pause = null) where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } seen) return seen;
            if (clock.Elapsed > (limit ?? Limit)) throw new TimeoutException($"This did not happen: {what}");
            await Task.Delay(pause ?? Pause);
        }
    }
}
