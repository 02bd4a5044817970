using System.Text.Json;

namespace Campaigns.Local.Launcher;

/// <summary>The contents of <c>run.json</c>.</summary>
public sealed record RunInfo(RunInfo.Part App, RunInfo.Part Mail, RunInfo.Storage Azurite, string Key)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public sealed record Part(string Url, int Pid);

    public sealed record Storage(string TableUrl, int Pid);

    public static RunInfo Read(string path) => JsonSerializer.Deserialize<RunInfo>(File.ReadAllText(path), Format)!;

    // It holds the key, so it is for this user only.
    internal static void Write(string path, RunInfo info) => KeptSecret.WritePrivate(path, JsonSerializer.Serialize(info, Format) + "\n");
}
