using Campaigns.Local.Launcher;
using Campaigns.Local.Launcher.Demo;

namespace Campaigns.Tests.Demo;

/// <summary>Everything that ./run starts, as processes, on ports of its own.</summary>
public sealed class WholeRunTests(ITestOutputHelper output) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-whole-");

    [Fact]
    public async Task AnAppThatIsKilledAnswersAgainAndTheRunFileKnowsIt()
    {
        await using var runtime = await StartAsync();
        var before = RunInfo.Read(runtime.RunFile);
        Assert.Equal((runtime.App.Pid, runtime.Key), (before.App.Pid, before.Key));

        runtime.App.Kill();
        while (runtime.App.Restarts == 0) await Task.Delay(20);
        await runtime.App.WaitUntilItAnswersAsync();

        var after = RunInfo.Read(runtime.RunFile);
        Assert.Equal(runtime.App.Pid, after.App.Pid);
        Assert.NotEqual(before.App.Pid, after.App.Pid);
        Assert.Equal(before.Mail, after.Mail);
    }

    [Fact]
    [Trait("Category", "Long")] // as long as the campaign's window
    public async Task TheDemoFindsEveryNumberRight()
    {
        await using var runtime = await StartAsync();
        using var walk = new Walk(runtime.Settings.AppUrl, runtime.Settings.MailUrl, runtime.Settings.Coordinators, TimeProvider.System, output.WriteLine);

        Assert.True(await walk.RunAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => folder.Delete(recursive: true);

    Task<LocalRuntime> StartAsync() =>
        LocalRuntime.StartAsync(RunSettings.Private(folder.FullName), output.WriteLine, TestContext.Current.CancellationToken);
}
