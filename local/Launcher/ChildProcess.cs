using System.Diagnostics;

namespace Campaigns.Local.Launcher;

/// <summary>What all processes that the launcher starts have in common: closing their standard input asks them to stop.</summary>
static class ChildProcess
{
    /// <summary>Asks the process to stop, waits, and kills it when it takes longer than <paramref name="patience"/>.</summary>
    public static async Task StopAsync(Process process, TimeSpan patience)
    {
        if (process.HasExited) return;

        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
