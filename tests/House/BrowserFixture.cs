using System.Diagnostics;
using Campaigns.Local.Launcher;
using Campaigns.Tests.House;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Campaigns.Tests.House;

/// <summary>
/// One headless Chromium of this checkout's <c>infra/browser</c> for the whole run; it starts with the first test that
/// asks. Each test takes a context of its own, so that cookies do not meet.
/// </summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> browser = new(StartAsync);

    /// <summary>A fresh browser profile; dispose of it. JavaScript is off unless the options say otherwise.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null) =>
        await (await browser.Value).Browser.NewContextAsync(options ?? new() { JavaScriptEnabled = false });

    public async ValueTask DisposeAsync()
    {
        if (!browser.IsValueCreated) return;

        var (playwright, started) = await browser.Value;
        await started.DisposeAsync();
        playwright.Dispose();
    }

    static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var folder = await UnpackAsync();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path.Combine(folder, "chromium"),
            Args = ["--no-sandbox"], // containers and build machines run as root, where Chromium's sandbox cannot
            Env = await EnvironmentAsync(folder),
        });
        return (playwright, browser);
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
