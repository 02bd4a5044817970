using System.Diagnostics;
using Campaigns.Tests.Scenarios;
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
            Assert.True(real.Elapsed < Eventually.Limit, "It did not come about.");
            await Task.Delay(2);
            time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}
