using System.Diagnostics;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

/// <summary>The launcher's care for a process, on a small web server.</summary>
public sealed class SupervisedTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-supervised-");
    readonly List<string> said = [];

    [Fact]
    public async Task StartsItAgainAtOnceWhenItIsKilled()
    {
        await using var server = Supervise(FreePorts.Take());
        await server.StartAsync(default);
        var first = server.Pid;
        var restarted = new TaskCompletionSource();
        server.Restarted = restarted.SetResult;

        server.Kill();
        await restarted.Task.WaitAsync(Patience);
        await server.WaitUntilItAnswersAsync();

        Assert.NotEqual(first, server.Pid);
        Assert.Equal(1, server.Restarts);
        Assert.Contains($"the server (process {first}) died with code 137; starting it again.", said);
    }

    [Fact]
    public async Task TellsTheLastWordsOfOneThatDoesNotStart()
    {
        await using var server = Supervise(FreePorts.Take(), "console.error('no paper left'); process.exit(3)");

        var failure = await Assert.ThrowsAsync<RunException>(() => server.StartAsync(default));

        Assert.Contains("the server ended with code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no paper left", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopsItWhenDisposedOfAndDoesNotStartItAgain()
    {
        var port = FreePorts.Take();
        var server = Supervise(port);
        await server.StartAsync(default);

        await server.DisposeAsync();

        Assert.True(FreePorts.IsFree(port));
        Assert.Empty(said);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(500, 15)]
    public void PausesOnlyAfterManyShortLives(int shortLives, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Supervised.PauseAfter(shortLives));

    public void Dispose() => folder.Delete(recursive: true);

    Supervised Supervise(int port, string? program = null)
    {
        program ??= $"require('http').createServer((_, answer) => answer.end('here')).listen({port}, '127.0.0.1');" +
            "process.stdin.on('end', () => process.exit(0)).resume();";
        return new Supervised("the server", () => new ProcessStartInfo("node", ["-e", program]), new Uri($"http://127.0.0.1:{port}/"),
            Path.Combine(folder.FullName, "server.log"), said.Add);
    }
}
