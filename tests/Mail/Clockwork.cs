using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Mail;

/// <summary>Turns the clock on while the network, which knows no clock but its own, does its part.</summary>
static class Clockwork
{
    public static async Task Until(FakeTimeProvider time, Func<bool> condition)
    {
        var real = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(real.Elapsed < TimeSpan.FromSeconds(30), "It did not come about in 30 seconds.");
            await Task.Delay(2);
            time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}
