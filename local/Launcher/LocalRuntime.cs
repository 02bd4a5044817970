using System.Diagnostics;

namespace Campaigns.Local.Launcher;

/// <summary>
/// All of Campaigns on this machine: Azurite, the mail room and the app, kept running until this is disposed of.
/// <c>./run</c> is this and a few printed lines; tests start copies of their own.
/// </summary>
public sealed class LocalRuntime : IAsyncDisposable
{
    const string MailKey = "SG.local";

    readonly FileStream claim;
    readonly Action<string> say;
    volatile bool storageIsMeantToBeAway;

    LocalRuntime(RunSettings settings, FileStream claim, Action<string> say)
    {
        (Settings, this.claim, this.say) = (settings, claim, say);
        Key = settings.Key ?? KeptSecret.Key(Kept("key"));
    }

    public RunSettings Settings { get; }

    /// <summary>What scripts send as <c>x-functions-key</c>.</summary>
    public string Key { get; }

    public Azurite Azurite { get; private set; } = null!;
    public Supervised Mail { get; private set; } = null!;
    public Supervised App { get; private set; } = null!;

    /// <summary>How the app is started.</summary>
    internal Func<ProcessStartInfo> AppCommand { get; private set; } = null!;

    /// <summary>The addresses, process ids and key, as the contract has them, for scripts.</summary>
    public string RunFile => Kept("run.json");

    public string LogFolder => Kept("logs");

    /// <summary>Starts everything and returns when everything answers.</summary>
    /// <param name="say">Gets sentences about what happens, also later (a restart).</param>
    /// <exception cref="RunException">A port or the data folder is taken, or a part did not start.</exception>
    public static async Task<LocalRuntime> StartAsync(RunSettings settings, Action<string> say, CancellationToken cancellation = default)
    {
        MakePrivate(settings.DataFolder);
        Directory.CreateDirectory(Path.Combine(settings.DataFolder, "logs"));
        var runtime = new LocalRuntime(settings, Claim(settings.DataFolder), say);
        try
        {
            File.Delete(runtime.RunFile);
            RequireFreePorts(settings);
            await runtime.StartPartsAsync(cancellation);
            return runtime;
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the app first and storage last, so that nothing is cut off in the middle of a write.</summary>
    public async ValueTask DisposeAsync()
    {
        App?.LetGo();
        Mail?.LetGo();
        File.Delete(RunFile);
        if (App is not null) await App.DisposeAsync();
        if (Mail is not null) await Mail.DisposeAsync();
        if (Azurite is not null) await Azurite.DisposeAsync();
        await claim.DisposeAsync();
    }

    /// <summary>Ends storage, by its own way or as a crash would; everything else goes on. For tests.</summary>
    public async Task StopStorageAsync(bool crash = false)
    {
        var storage = Azurite;
        (storageIsMeantToBeAway, Azurite) = (true, null!);
        if (crash) storage.Kill();
        await storage.DisposeAsync();
    }

    /// <summary>Storage again, at the same addresses, with what its files hold. Needs storage that is not in memory.</summary>
    public async Task StartStorageAsync(CancellationToken cancellation = default)
    {
        Azurite = await StartAzuriteAsync(cancellation);
        storageIsMeantToBeAway = false;
        WriteRunFile();
        _ = SayWhenStorageDiesAsync();
    }

    Task<Azurite> StartAzuriteAsync(CancellationToken cancellation) => Azurite.StartAsync(
        Settings.StorageInMemory ? null : Kept("azurite"), Settings.BlobPort, Settings.QueuePort, Settings.TablePort, cancellation);

    string Kept(string name) => Path.Combine(Settings.DataFolder, name);

    /// <summary>Mail, keys and personal data: nobody else on this machine has business there.</summary>
    static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static FileStream Claim(string dataFolder)
    {
        try
        {
            return new FileStream(Path.Combine(dataFolder, ".claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new RunException($"Another copy runs on {dataFolder}. Stop it, or set CAMPAIGNS_DATA to another folder.");
        }
    }

    static void RequireFreePorts(RunSettings settings)
    {
        (int Port, string Variable)[] wanted =
        [
            (settings.AppPort, "CAMPAIGNS_PORT"), (settings.MailPort, "CAMPAIGNS_MAIL_PORT"), (settings.BlobPort, "AZURITE_BLOB_PORT"),
            (settings.QueuePort, "AZURITE_QUEUE_PORT"), (settings.TablePort, "AZURITE_TABLE_PORT"),
        ];
        foreach (var (port, variable) in wanted)
            if (port != 0 && !FreePorts.IsFree(port))
                throw new RunException($"Port {port} is in use. Set {variable} to another port.");
    }

    async Task StartPartsAsync(CancellationToken cancellation)
    {
        // The mail room first: its public key is in the app's environment.
        Mail = Part("the mail room", Program("local", "MailRoom", "Campaigns.Local.MailRoom"), AppSettings.ForMailRoom(Settings), Settings.MailUrl, "mail.log");
        var mail = Mail.StartAsync(cancellation);
        Azurite = await StartAzuriteAsync(cancellation);
        await mail;

        var environment = AppSettings.ForApp(
            Settings, Key, KeptSecret.Master(Kept("master-key")), Azurite.ConnectionString, MailKey, await File.ReadAllTextAsync(Kept("webhook-public-key"), cancellation));
        AppCommand = () => Command(Program("functions", "Campaigns.Functions"), environment);
        App = new("the app", AppCommand, new Uri($"{Settings.AppUrl}/health"), FreshLog("app.log"), say);
        await App.StartAsync(cancellation);

        App.Restarted = Mail.Restarted = WriteRunFile;
        WriteRunFile();
        _ = SayWhenStorageDiesAsync();
    }

    /// <summary>Storage is not started again: what Azurite had not saved is gone, and a person has to know.</summary>
    async Task SayWhenStorageDiesAsync()
    {
        await Azurite.Exited;
        if (!storageIsMeantToBeAway && File.Exists(RunFile)) say("Azurite died. Stop this with Ctrl-C and start it again.");
    }

    /// <summary>One at a time: the app and the mail room may be started again in the same moment.</summary>
    void WriteRunFile()
    {
        if (Azurite is not { } storage) return; // it is written when storage is back
        try
        {
            lock (claim)
                RunInfo.Write(RunFile, new RunInfo(
                    new(Settings.AppUrl, App.Pid), new(Settings.MailUrl, Mail.Pid), new(storage.TableUrl, storage.Pid), Key));
        }
        catch (IOException failure)
        {
            say($"{RunFile} could not be written: {failure.Message}");
        }
    }

    Supervised Part(string name, string program, IReadOnlyDictionary<string, string> environment, string door, string log) =>
        new(name, () => Command(program, environment), new Uri(door), FreshLog(log), say);

    /// <summary>A log goes on over restarts, but not for ever.</summary>
    string FreshLog(string name)
    {
        var log = new FileInfo(Path.Combine(LogFolder, name));
        if (log.Exists && log.Length > 10_000_000) log.Delete();
        return log.FullName;
    }

    internal static ProcessStartInfo Command(string program, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = Path.GetDirectoryName(program)! };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(LocalRuntime).Assembly.Location; // see StartupHook.cs
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>A program of this checkout, built in the same configuration (Debug, Release) as this assembly.</summary>
    internal static string Program(params string[] path)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Repository.PathTo([.. path[..^1], "bin", configuration, "net10.0", $"{path[^1]}.dll"]);
    }
}
