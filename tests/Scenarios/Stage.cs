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

    /// <summary>Starts one more process of the app with the same settings, at another address; to be waited for and killed by the caller.</summary>
    public System.Diagnostics.Process StartAnotherApp()
    {
        var start = runtime.AppCommand();
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return System.Diagnostics.Process.Start(start)!;
    }

    /// <summary>It accepts connections and answers nothing, as an overloaded service does, until it is killed.</summary>
    public void SilenceTheMailRoom() => Freeze(runtime.Mail.Pid);

    /// <summary>It comes back at once; what it had not answered it has forgotten.</summary>
    public void KillTheMailRoom() => runtime.Mail.Kill();

    public TableServiceClient Storage() => new(runtime.Azurite.ConnectionString);

    public Task StopStorageAsync() => runtime.StopStorageAsync();

    /// <summary>As a power cut would: Azurite loses what it has not saved, up to its last five seconds.</summary>
    public Task KillStorageAsync() => runtime.StopStorageAsync(crash: true);

    public Task StartStorageAsync() => runtime.StartStorageAsync();

    public int StoragePid => runtime.Azurite.Pid;

    /// <summary>Stops a process in the middle of whatever it does, as a sleeping machine does; <paramref name="goesOn"/> lets it go on.</summary>
    public static void Freeze(int process, bool goesOn = false)
    {
        using var signal = System.Diagnostics.Process.Start("kill", [goesOn ? "-CONT" : "-STOP", $"{process}"]);
        signal.WaitForExit();
        Assert.Equal(0, signal.ExitCode);
    }

    public RunSettings Settings => runtime.Settings;

    /// <summary>What every visitor was answered, and what no answer may be like.</summary>
    public Answered Answered { get; } = new();

    /// <param name="storageOnDisk">So that storage can be stopped and started again.</param>
    /// <param name="environment">More settings for the app.</param>
    public static Task<Stage> StartAsync(bool storageOnDisk = false, params (string Name, string Value)[] environment) =>
        StartAsync(Directory.CreateTempSubdirectory("campaigns-stage-"), storageOnDisk, environment);

    public static async Task<Stage> StartAsync(DirectoryInfo folder, bool storageOnDisk, params (string Name, string Value)[] environment)
    {
        var settings = RunSettings.Private(folder.FullName, storageInMemory: !storageOnDisk) with
        {
            Coordinators = CoordinatorAddress,
            Operators = OperatorAddress,
            AppEnvironment = environment.ToDictionary(one => one.Name, one => one.Value),
        };
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
