using System.Diagnostics;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Proof;

/// <summary>A script of <c>docs/verify</c>, run by Node outside of the app.</summary>
static class NodeScript
{
    public static async Task<(int Code, string Said)> RunAsync(string script, DirectoryInfo folder, params IEnumerable<string> arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathTo("docs", "verify", script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, said + await errors);
    }
}
