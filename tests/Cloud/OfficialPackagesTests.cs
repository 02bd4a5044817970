using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Campaigns.Functions;
using Campaigns.Local.Launcher;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Tests.Cloud;

/// <summary>The product against the official packages, as it is published to Azure. Takes a minute, and a feed that has them.</summary>
[Trait("Category", "Long")]
public sealed class OfficialPackagesTests
{
    const string Lacking = "The package feed lacks the official packages.";
    static readonly string[] NotServed = ["NU1101", "NU1102", "NU1103", "NU1301"];

    [Fact]
    public async Task It_builds_and_its_functions_are_those_that_run_here()
    {
        var (restored, said) = await DotnetAsync("restore", "functions", "-p:AzurePackages=true");
        Assert.SkipWhen(restored != 0 && IsNotServed(said), Lacking);
        Assert.True(restored == 0, said);
        var (built, errors) = await DotnetAsync("build", "functions", "-p:AzurePackages=true", "--no-restore", "-v", "quiet", "-nodeReuse:false");
        Assert.SkipWhen(built != 0 && IsNotServed(errors), Lacking); // the worker's SDK restores the host's extensions while it builds
        Assert.True(built == 0, errors);

        var output = Repository.PathTo("functions", "bin", "azure", "Debug", "net10.0");
        var official = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "functions.metadata")))!.AsArray();
        Assert.Equal(Here().Order(StringComparer.Ordinal), official.Select(Of!).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(output, "host.json")));
        Assert.Empty(Directory.EnumerateFiles(output, "Campaigns.Local.*").Concat(Directory.EnumerateFiles(output, "local.settings*")));
    }

    static bool IsNotServed(string said) => NotServed.Any(code => said.Contains(code, StringComparison.Ordinal));

    /// <summary>A function as the official metadata tells it: name, trigger, and what the trigger goes by.</summary>
    static string Of(JsonNode function)
    {
        var trigger = function["bindings"]!.AsArray().Single(one => ((string)one!["type"]!).EndsWith("Trigger", StringComparison.Ordinal))!;
        return (string)trigger["type"]! switch
        {
            "httpTrigger" => $"{function["name"]}: {string.Join(',', trigger["methods"]!.AsArray())} /{trigger["route"]}",
            "timerTrigger" => $"{function["name"]}: at {trigger["schedule"]}",
            var type => $"{function["name"]}: {type}",
        };
    }

    static IEnumerable<string> Here() =>
        from method in typeof(CampaignsApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
        where name is not null
        from parameter in method.GetParameters()
        from trigger in parameter.GetCustomAttributes().Select(Trigger)
        where trigger is not null
        select $"{name}: {trigger}";

    static string? Trigger(Attribute attribute) => attribute switch
    {
        HttpTriggerAttribute http => $"{string.Join(',', http.Methods ?? [])} /{http.Route}",
        TimerTriggerAttribute timer => $"at {timer.Schedule}",
        OrchestrationTriggerAttribute => "orchestrationTrigger",
        ActivityTriggerAttribute => "activityTrigger",
        _ => null,
    };

    static async Task<(int Code, string Said)> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true };
        using var dotnet = Process.Start(start)!;
        var said = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        return (dotnet.ExitCode, said);
    }
}
