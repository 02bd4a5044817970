using System.Diagnostics;
using Campaigns.Local.Launcher;
using Microsoft.Playwright;

namespace Campaigns.Bench.Frame;

/// <summary>Headless Chromium of this checkout's <c>infra/browser</c>, set up when it is first asked for.</summary>
public sealed class HeadlessBrowser : IAsyncDisposable
{
    readonly IPlaywright playwright;

    HeadlessBrowser(IPlaywright playwright, IBrowser browser) => (this.playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<HeadlessBrowser> StartAsync()
    {
        var folder = await UnpackAsync();
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path.Combine(folder, "chromium"),
            Args = ["--no-sandbox"], // containers and build machines run as root, where Chromium's sandbox cannot
            Env = await EnvironmentAsync(folder),
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }

    static async Task<string> UnpackAsync()
    {
        var home = Repository.PathTo("infra", "browser");
        await Npm.InstallAsync(home);
        return (await ReadAsync("node", Path.Combine(home, "unpack.mjs"))).Trim();
    }

    /// <summary>Machines without a desktop lack libraries or fonts; the package brings both, used only where they lack.</summary>
    static async Task<Dictionary<string, string>> EnvironmentAsync(string folder)
    {
        var variables = new Dictionary<string, string> { ["HOME"] = folder, ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };
        var libraries = await ReadAsync("ldd", Path.Combine(folder, "chromium"));
        if (libraries.Contains("not found", StringComparison.Ordinal)) variables["LD_LIBRARY_PATH"] = Path.Combine(folder, "al2023", "lib");
        if (!Directory.Exists("/etc/fonts")) variables["FONTCONFIG_PATH"] = Path.Combine(folder, "fonts");
        return variables;
    }

    static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }
}
