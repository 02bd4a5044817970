using Microsoft.Playwright;

namespace Campaigns.Bench.Pages;

/// <summary>
/// A page as a telephone of the middle range loads it over a mobile network that is not good, for the first time. Screen, network and processor are those of
/// Lighthouse's mobile settings where it slows the browser down itself: 562 ms before each answer, 1,475 kbit/s down, 675 up, a quarter of this machine's processor.
/// </summary>
/// <param name="FirstPaint">Milliseconds from the request to the first words or picture on the screen (first contentful paint).</param>
/// <param name="LargestPaint">To the largest of them (largest contentful paint).</param>
/// <param name="Blocked">Milliseconds in which a touch would have had to wait: of every task of more than 50 ms after the first paint, what it took beyond (total blocking time).</param>
/// <param name="Shift">How far what stood there already was moved, all together (the sum of layout shifts, so never less than the cumulative layout shift, which is that of the worst moments).</param>
public sealed record PhoneLoad(PageLoad Load, double FirstPaint, double LargestPaint, double Blocked, double Shift)
{
    const double Kilobit = 1024.0 / 8;

    /// <param name="browser">The profile is fresh each time.</param>
    public static async Task<PhoneLoad> OfAsync(IBrowser browser, Uri page)
    {
        await using var phone = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 412, Height = 823 },
            DeviceScaleFactor = 1.75f,
            IsMobile = true,
            HasTouch = true,
        });
        phone.SetDefaultTimeout(120_000); // a busy machine is slow, not wrong
        double[] seen = [];
        var load = await PageLoad.OfAsync(phone, page, SlowAsync, async tab => seen = await tab.EvaluateAsync<double[]>(Seen));
        return new(load, seen[0], seen[1], seen[2], seen[3]);
    }

    static async Task SlowAsync(ICDPSession session)
    {
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 150 * 3.75,
            ["downloadThroughput"] = 1_474.56 * Kilobit,
            ["uploadThroughput"] = 675 * Kilobit,
        });
    }

    /// <summary>What the browser has noted by itself since the page began.</summary>
    const string Seen = """
        async () => {
          const noted = type => new Promise(told => {
            const observer = new PerformanceObserver(list => { told(list.getEntries()); observer.disconnect(); });
            observer.observe({ type, buffered: true });
            setTimeout(() => told([]), 500); // nothing of this kind
          });
          const [paints, largest, long, shifts] = await Promise.all(['paint', 'largest-contentful-paint', 'longtask', 'layout-shift'].map(noted));
          const first = paints.find(paint => paint.name === 'first-contentful-paint').startTime;
          return [
            first,
            Math.max(first, ...largest.map(one => one.startTime)),
            long.filter(task => task.startTime + task.duration > first).reduce((all, task) => all + task.duration - 50, 0),
            shifts.filter(shift => !shift.hadRecentInput).reduce((all, shift) => all + shift.value, 0),
          ];
        }
        """;
}
