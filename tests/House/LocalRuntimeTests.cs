using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

/// <summary>What ./run refuses, and that nothing it starts outlives it.</summary>
public sealed class LocalRuntimeTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-run-");

    [Theory]
    [InlineData("CAMPAIGNS_PORT")]
    [InlineData("CAMPAIGNS_MAIL_PORT")]
    [InlineData("AZURITE_BLOB_PORT")]
    [InlineData("AZURITE_QUEUE_PORT")]
    [InlineData("AZURITE_TABLE_PORT")]
    public async Task ATakenPortIsNamedWithTheVariableThatChangesIt(string variable)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var settings = OnPorts(name => name == variable ? taken : FreePorts.Take());

        var failure = await Assert.ThrowsAsync<RunException>(() => LocalRuntime.StartAsync(settings, _ => { }));

        Assert.Equal($"Port {taken} is in use. Set {variable} to another port.", failure.Message);
    }

    [Fact]
    public async Task ADataFolderServesOneCopyAtATime()
    {
        using var other = new FileStream(Path.Combine(folder.FullName, ".claim"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var failure = await Assert.ThrowsAsync<RunException>(() => LocalRuntime.StartAsync(RunSettings.Private(folder.FullName), _ => { }));

        Assert.Contains("CAMPAIGNS_DATA", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The pipe closes by itself when the launcher ends, even by kill -9; here it is closed by hand.</summary>
    [Fact]
    public async Task AProgramStopsInOrderWhenTheLauncherIsGone()
    {
        var environment = AppSettings.ForMailRoom(RunSettings.Private(folder.FullName));
        var start = LocalRuntime.Command(LocalRuntime.Program("local", "MailRoom", "Campaigns.Local.MailRoom"), environment);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        using var mailRoom = Process.Start(start)!;
        Assert.Contains("is open", await mailRoom.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

        mailRoom.StandardInput.Close();

        await mailRoom.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, mailRoom.ExitCode); // it ended as a host does, not by the signal's default
    }

    public void Dispose() => folder.Delete(recursive: true);

    RunSettings OnPorts(Func<string, int> port) => new(folder.FullName)
    {
        AppPort = port("CAMPAIGNS_PORT"),
        MailPort = port("CAMPAIGNS_MAIL_PORT"),
        BlobPort = port("AZURITE_BLOB_PORT"),
        QueuePort = port("AZURITE_QUEUE_PORT"),
        TablePort = port("AZURITE_TABLE_PORT"),
    };
}
