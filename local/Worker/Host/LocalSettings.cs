using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Campaigns.Local.Worker.Host;

/// <summary>
/// Values of local.settings.json as <c>func start</c> treats them: like environment variables, which stand over them.
/// </summary>
static class LocalSettings
{
    public static void Add(ConfigurationManager configuration, string root)
    {
        var file = Path.Combine(root, "local.settings.json");
        if (!File.Exists(file))
            return;
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var environment = sources.ToList().FindLastIndex(s => s is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        sources.Insert(environment < 0 ? sources.Count : environment, new MemoryConfigurationSource { InitialData = Read(file) });
    }

    static Dictionary<string, string?> Read(string file)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var json = JsonDocument.Parse(File.ReadAllText(file), options);
        if (json.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new InvalidOperationException("local.settings.json is encrypted; the local runtime reads only plain ones.");
        if (!json.RootElement.TryGetProperty("Values", out var values))
            return [];
        return values.EnumerateObject().ToDictionary(
            value => value.Name.Replace("__", ":", StringComparison.Ordinal), value => (string?)value.Value.ToString());
    }
}
