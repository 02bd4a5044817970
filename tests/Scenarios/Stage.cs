using Azure.Data.Tables;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// All of Campaigns as processes, on free ports, with storage in memory and a data folder of its own: what a person meets
/// who knows only the addresses, the key and the inbox. Nothing here reaches into the product.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    public const string CoordinatorAddress = "coordinator@example.org";
    public const string OperatorAddress = "operator@example.org";

    readonly DirectoryInfo folder;
    readonly LocalRuntime runtime;

    Stage(DirectoryInfo folder, LocalRuntime runtime)
    {
        (this.folder, this.runtime) = (folder, runtime);
        Mail = new Inbox(new Uri(runtime.Settings.MailUrl));
    }

    public Inbox Mail { get; }
    public Uri AppUrl => new(runtime.Settings.AppUrl);
    public string Key => runtime.Key;
    public string RunFile => runtime.RunFile;

    /// <summary>Every address that any visitor asked for or was sent to.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Addresses { get; } = [];

    /// <summary>The supervised app: to be killed, and waited for.</summary>
    public Supervised App => runtime.App;

    /// <summary>It accepts connections and answers nothing, as an overloaded service does, until it is killed.</summary>
    public void SilenceTheMailRoom()
    {
        using var signal = System.Diagnostics.Process.Start("kill", ["-STOP", $"{runtime.Mail.Pid}"]);
        signal.WaitForExit();
        Assert.Equal(0, signal.ExitCode);
    }

    /// <summary>It comes back at once; what it had not answered it has forgotten.</summary>
    public void KillTheMailRoom() => runtime.Mail.Kill();

    public TableServiceClient Storage() => new(runtime.Azurite.ConnectionString);

    public static async Task<Stage> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("campaigns-stage-");
        var settings = RunSettings.Private(folder.FullName) with { Coordinators = CoordinatorAddress, Operators = OperatorAddress };
        return new Stage(folder, await LocalRuntime.StartAsync(settings, _ => { }));
    }

    /// <summary>Somebody who has never been here: no cookie, no key.</summary>
    public Visitor Visitor() => new(this);

    /// <summary>What the app and the mail room have printed so far.</summary>
    public string Log(string name)
    {
        using var file = new StreamReader(new FileStream(Path.Combine(runtime.LogFolder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await runtime.DisposeAsync();
        Mail.Dispose();
        folder.Delete(recursive: true);
    }
}
