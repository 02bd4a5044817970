using System.Text.RegularExpressions;
using Campaigns.Local.Worker.Functions;
using Campaigns.Local.Worker.Http;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Local.Worker.Host;

/// <summary>
/// What host.json and the app's settings say to the host. A setting <c>AzureFunctionsJobHost__a__b</c> stands over host.json's a.b,
/// and <c>%NAME%</c> in a value of host.json is the setting NAME.
/// </summary>
sealed partial class HostSettings
{
    readonly IConfiguration app;
    readonly IConfiguration host;

    HostSettings(IConfiguration app, IConfiguration host) => (this.app, this.host) = (app, host);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference { get; }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex ValidHub { get; }

    public required HostKey Key { get; init; }

    public bool HomePageDisabled => string.Equals(app["AzureWebJobsDisableHomepage"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stands before every route; "api" unless host.json says otherwise.</summary>
    public string RoutePrefix => (Host("extensions:http:routePrefix") ?? "api").Trim('/');

    public string HubName => Expand(Host("extensions:durableTask:hubName") ?? "TestHubName");

    public string? DefaultVersion => Host("extensions:durableTask:defaultVersion") is { Length: > 0 } version ? Expand(version) : null;

    /// <summary>The connection string of the storage that holds orchestrations and timers.</summary>
    public string Storage => app["AzureWebJobsStorage"] is { Length: > 0 } connection ? connection
        : throw new FunctionProblem("the setting AzureWebJobsStorage (a connection string) is missing.");

    public static HostSettings Read(IConfiguration app, string root)
    {
        var host = new ConfigurationBuilder().AddJsonFile(Path.Combine(root, "host.json"), optional: true).Build();
        return new HostSettings(app, host) { Key = new HostKey(app["CAMPAIGNS_KEY"]) };
    }

    string? Host(string path) => app["AzureFunctionsJobHost:" + path] ?? host[path];

    public bool IsDisabled(string function) => new[] { $"AzureWebJobs.{function}.Disabled", $"AzureWebJobs:{function}:Disabled" }
        .Any(name => app[name] is "1" || string.Equals(app[name], "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Replaces each <c>%NAME%</c> by the setting of that name.</summary>
    /// <exception cref="FunctionProblem">There is no such setting.</exception>
    public string Expand(string text) => Reference.Replace(text, match =>
        app[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)] ?? app[match.Groups[1].Value]
        ?? throw new FunctionProblem($"'{text}' names the setting {match.Groups[1].Value}, which is missing."));

    /// <summary>Finds what the real host would not start with.</summary>
    public void Check(Problems problems, bool durable)
    {
        if (Host("version") is { } version && version != "2.0")
            problems.Add($"host.json: the version must be 2.0, not {version}.");
        if (!durable)
            return;
        problems.Try<object>("host.json", () => ValidHub.IsMatch(HubName) ? HubName : throw new FunctionProblem(
            $"the hub name '{HubName}' must have 3 to 45 letters and digits, a letter first."));
        problems.Try<object>("host.json", () => DefaultVersion ?? string.Empty);
        problems.Try<object>("host.json", () => Storage);
    }
}
