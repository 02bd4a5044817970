using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Campaigns.Local.Launcher;

/// <summary>
/// A running Azurite (blob, queue and table) of this checkout's <c>infra/azurite</c>. It ends when it is disposed of,
/// and also when the process that started it ends in whatever way.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    // Azurite's published development account; not a secret.
    const string AccountName = "devstoreaccount1";
    const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    readonly Process process;

    Azurite(Process process, IReadOnlyDictionary<string, string> endpoints)
    {
        this.process = process;
        Pid = process.Id;
        BlobUrl = endpoints["Blob"];
        QueueUrl = endpoints["Queue"];
        TableUrl = endpoints["Table"];
    }

    public int Pid { get; }

    /// <summary>For example <c>http://127.0.0.1:10000/devstoreaccount1</c>.</summary>
    public string BlobUrl { get; }

    /// <summary>For example <c>http://127.0.0.1:10001/devstoreaccount1</c>.</summary>
    public string QueueUrl { get; }

    /// <summary>For example <c>http://127.0.0.1:10002/devstoreaccount1</c>.</summary>
    public string TableUrl { get; }

    /// <summary>A full connection string for the development account at these endpoints.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
        $"BlobEndpoint={BlobUrl};QueueEndpoint={QueueUrl};TableEndpoint={TableUrl};";

    /// <summary>Completes when the process has ended.</summary>
    public Task Exited => process.WaitForExitAsync();

    /// <summary>
    /// Installs Azurite when it is missing, starts it, and returns when it listens.
    /// </summary>
    /// <param name="dataFolder">Where it keeps its files; null keeps everything in memory.</param>
    /// <param name="blobPort">0 takes a free port; so for the other two.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it wrote.</exception>
    public static async Task<Azurite> StartAsync(
        string? dataFolder = null, int blobPort = 0, int queuePort = 0, int tablePort = 0, CancellationToken cancellation = default)
    {
        var home = Repository.PathTo("infra", "azurite");
        await Npm.InstallAsync(home, cancellation);
        if (dataFolder is not null) Directory.CreateDirectory(dataFolder);

        var process = Process.Start(StartInfo(home, dataFolder, blobPort, queuePort, tablePort))
            ?? throw new InvalidOperationException("node did not start.");
        try
        {
            return new Azurite(process, await ReadEndpointsAsync(process, cancellation));
        }
        catch
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill()
    {
        if (!process.HasExited) process.Kill();
    }

    /// <summary>Lets it save and stop; kills it after ten seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        await ChildProcess.StopAsync(process, TimeSpan.FromSeconds(10));
        process.Dispose();
    }

    static ProcessStartInfo StartInfo(string home, string? dataFolder, int blobPort, int queuePort, int tablePort)
    {
        string[] persistence = dataFolder is null ? ["--inMemoryPersistence"] : ["--location", Path.GetFullPath(dataFolder)];
        string[] arguments =
        [
            Path.Combine(home, "start.js"), "--blobPort", $"{blobPort}", "--queuePort", $"{queuePort}", "--tablePort", $"{tablePort}",
            "--silent", "--disableTelemetry", "--skipApiVersionCheck", .. persistence,
        ];
        return new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = home,
            RedirectStandardInput = true, // start.js stops when this closes
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Reads what Azurite says until it has named all three addresses; they tell the ports it was given for 0.</summary>
    static async Task<IReadOnlyDictionary<string, string>> ReadEndpointsAsync(Process process, CancellationToken cancellation)
    {
        var endpoints = new Dictionary<string, string>();
        var said = new List<string>();
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(StartLimit);

        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said.Add(line);
            var match = ListeningLine().Match(line);
            if (match.Success) endpoints[match.Groups["service"].Value] = $"{match.Groups["url"].Value}/{AccountName}";
            if (endpoints.Count < 3) continue;

            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // an unread pipe would stop it one day
            return endpoints;
        }

        throw new InvalidOperationException($"Azurite did not start: {string.Join(' ', said)} {await errors}");
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<url>http://\S+)$")]
    private static partial Regex ListeningLine();
}
