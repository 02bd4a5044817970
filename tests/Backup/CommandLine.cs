using System.Diagnostics;
using Campaigns.Local.Launcher;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Backup;

/// <summary><c>./campaigns</c> as an operator calls it, against one house.</summary>
sealed class CommandLine(string url, string? key = DeskHouse.Key) : IDisposable
{
    Process? running;

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("campaigns-copy-");
    public string Copy => Path.Combine(Folder.FullName, "copy");

    public async Task<Said> RunAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.PathTo("campaigns"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder.FullName };
        (start.Environment["CAMPAIGNS_URL"], start.Environment["CAMPAIGNS_DATA"]) = (url, Folder.FullName);
        start.Environment.Remove("CAMPAIGNS_KEY");
        if (key is not null) start.Environment["CAMPAIGNS_KEY"] = key;
        using var process = running = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, text, await errors);
    }

    /// <summary>Kills the command that is running.</summary>
    public void Kill() => running!.Kill(entireProcessTree: true);

    /// <summary>A command that has to succeed.</summary>
    public async Task<string> DoAsync(params IEnumerable<string> arguments)
    {
        var said = await RunAsync(arguments);
        Assert.True(said.Code == 0, $"{said.Code}: {said.Text}{said.Errors}");
        return said.Text;
    }

    public void Dispose() => Folder.Delete(recursive: true);
}

sealed record Said(int Code, string Text, string Errors);
