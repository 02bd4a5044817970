using System.Diagnostics;

namespace Campaigns.Tests.Simulation;

/// <summary>Starts the simulator in the process that it needs: one processor, and a thread pool of one thread.</summary>
static class Simulation
{
    static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <returns>What it printed, line by line.</returns>
    public static async Task<string[]> RunAsync(params string[] options)
    {
        using var process = Start(options, redirected: true);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public static Process Start(IEnumerable<string> options, bool redirected)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["simulate", .. options])
        {
            RedirectStandardOutput = redirected,
            RedirectStandardError = redirected,
            Environment =
            {
                ["DOTNET_PROCESSOR_COUNT"] = "1",
                ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1",
                ["DOTNET_gcConcurrent"] = "0",
            },
        };
        return Process.Start(start)!;
    }
}
