using System.Diagnostics;
using System.Text.Json;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

/// <summary>One property decides for the whole solution: official packages, or the stand-ins.</summary>
public sealed class SwitchTests
{
    [Fact]
    public async Task FunctionsTakeTheOfficialPackages()
    {
        var (packages, projects) = await EvaluateAsync("functions", azurePackages: true);

        Assert.Subset(packages, new HashSet<string>
        {
            "Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.Sdk", "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
            "Microsoft.Azure.Functions.Worker.Extensions.Timer", "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        });
        Assert.Equal(["workflows/Workflows.csproj"], projects);
    }

    [Fact]
    public async Task WorkflowsTakeTheOfficialPackages()
    {
        var (packages, projects) = await EvaluateAsync("workflows", azurePackages: true);

        Assert.Subset(packages, new HashSet<string> { "Azure.Data.Tables", "Microsoft.DurableTask.Abstractions", "Microsoft.DurableTask.Client", "SendGrid" });
        Assert.Empty(projects);
    }

    [Fact]
    public async Task ByDefaultTheStandInsTakeTheirPlace()
    {
        var (packages, projects) = await EvaluateAsync("functions", azurePackages: false);

        Assert.DoesNotContain(packages, name => name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
        Assert.Equal(["local/Worker/Worker.csproj", "workflows/Workflows.csproj"], projects.Order());
    }

    static async Task<(HashSet<string> Packages, List<string> Projects)> EvaluateAsync(string project, bool azurePackages)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, $"-p:AzurePackages={azurePackages}", "-getItem:PackageReference,ProjectReference", "-nodeReuse:false"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var msbuild = Process.Start(start)!;
        using var answer = await JsonDocument.ParseAsync(msbuild.StandardOutput.BaseStream);
        var items = answer.RootElement.GetProperty("Items");
        return ([.. Values("PackageReference", "Identity")], [.. Values("ProjectReference", "FullPath").Select(path => Path.GetRelativePath(Repository.Root, path))]);

        IEnumerable<string> Values(string item, string metadata) =>
            items.GetProperty(item).EnumerateArray().Select(element => element.GetProperty(metadata).GetString()!);
    }
}
