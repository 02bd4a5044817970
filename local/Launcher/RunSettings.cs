using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Local.Launcher;

/// <summary>What ./run may be told through the environment, and the same for tests.</summary>
/// <param name="DataFolder">A full path; everything that is kept is kept below it.</param>
public sealed record RunSettings(string DataFolder)
{
    public int AppPort { get; init; } = 7071;
    public int MailPort { get; init; } = 7072;
    public int BlobPort { get; init; } = 10000;
    public int QueuePort { get; init; } = 10001;
    public int TablePort { get; init; } = 10002;

    /// <summary>The key for scripts (<c>x-functions-key</c>); null makes one and keeps it in the data folder.</summary>
    public string? Key { get; init; }

    /// <summary>Addresses that may sign in as coordinator, comma separated.</summary>
    public string Coordinators { get; init; } = "coordinator@example.org";

    /// <summary>Addresses that may sign in as operator, comma separated.</summary>
    public string Operators { get; init; } = "operator@example.org";

    /// <summary>A form to sign that is back sooner is held. On this machine demo, tests and scripts fill forms in faster than people: not checked.</summary>
    public string LeastFillingSeconds { get; init; } = "0";

    /// <summary>The task hub: different for each machine and checkout, so that two developers on one storage account do not meet.</summary>
    public string Hub { get; init; } = HubOf(Environment.MachineName, Repository.Root);

    /// <summary>Keep Azurite's data in memory (tests).</summary>
    public bool StorageInMemory { get; init; }

    /// <summary>More environment variables for the app (tests).</summary>
    public IReadOnlyDictionary<string, string> AppEnvironment { get; init; } = new Dictionary<string, string>();

    public string AppUrl => $"http://127.0.0.1:{AppPort}";
    public string MailUrl => $"http://127.0.0.1:{MailPort}";

    /// <exception cref="RunException">A port is no port.</exception>
    public static RunSettings FromEnvironment(Func<string, string?> read)
    {
        var data = Text("CAMPAIGNS_DATA") ?? ".data";
        var settings = new RunSettings(Path.GetFullPath(data, Repository.Root));
        return settings with
        {
            AppPort = Port("CAMPAIGNS_PORT", settings.AppPort),
            MailPort = Port("CAMPAIGNS_MAIL_PORT", settings.MailPort),
            BlobPort = Port("AZURITE_BLOB_PORT", settings.BlobPort),
            QueuePort = Port("AZURITE_QUEUE_PORT", settings.QueuePort),
            TablePort = Port("AZURITE_TABLE_PORT", settings.TablePort),
            Key = Text("CAMPAIGNS_KEY"),
            LeastFillingSeconds = Text("Campaigns__LeastFillingSeconds") ?? settings.LeastFillingSeconds,
            Hub = Text("CAMPAIGNS_HUB") ?? settings.Hub,
            Coordinators = Text("Campaigns__Coordinators") ?? settings.Coordinators,
            Operators = Text("Campaigns__Operators") ?? settings.Operators,
        };

        string? Text(string name) => string.IsNullOrWhiteSpace(read(name)) ? null : read(name);

        int Port(string name, int otherwise) => Text(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port
            : throw new RunException($"{name}={text} is not a port (1 to 65535).");
    }

    /// <summary>Free ports and storage in memory: a copy that meets no other.</summary>
    /// <param name="storageInMemory">False keeps it in the data folder, so that it can be stopped and started again.</param>
    public static RunSettings Private(string dataFolder, bool storageInMemory = true)
    {
        var ports = FreePorts.Take(5);
        return new RunSettings(dataFolder)
        {
            AppPort = ports[0],
            MailPort = ports[1],
            BlobPort = storageInMemory ? 0 : ports[2],
            QueuePort = storageInMemory ? 0 : ports[3],
            TablePort = storageInMemory ? 0 : ports[4],
            StorageInMemory = storageInMemory,
        };
    }

    /// <summary>Letters and digits only, a letter first, within the 3 to 45 characters that a hub name may have.</summary>
    internal static string HubOf(string machine, string checkout) =>
        "campaigns" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{machine}\n{checkout}")))[..10];
}
