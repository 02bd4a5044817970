using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
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
        Assert.Empty(Unpinned("functions", packages));
    }

    [Fact]
    public async Task WorkflowsTakeTheOfficialPackages()
    {
        var (packages, projects) = await EvaluateAsync("workflows", azurePackages: true);

        Assert.Subset(packages, new HashSet<string> { "Azure.Data.Tables", "Microsoft.DurableTask.Abstractions", "Microsoft.DurableTask.Client", "SendGrid" });
        Assert.Empty(projects);
        Assert.Empty(Unpinned("workflows", packages));
    }

    [Fact]
    public void APackageWithoutAPinnedVersionIsSeen() => Assert.Equal(["Some.Other.Package"], Unpinned("functions", ["QRCoder", "Some.Other.Package"]));

    [Theory]
    [InlineData("-p:_IsPublishing=true", "true")] // what `dotnet publish` sets
    [InlineData("-p:Configuration=Release", "false")]
    public async Task WhatIsPublishedIsForAzure(string property, string thrown)
    {
        using var msbuild = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", "functions", property, "-getProperty:AzurePackages", "-nodeReuse:false"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;

        Assert.Equal(thrown, (await msbuild.StandardOutput.ReadToEndAsync()).Trim());
    }

    [Fact]
    public async Task ByDefaultTheStandInsTakeTheirPlace()
    {
        var (packages, projects) = await EvaluateAsync("functions", azurePackages: false);

        Assert.DoesNotContain(packages, name => name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal));
        Assert.Equal(["local/Worker/Worker.csproj", "workflows/Workflows.csproj"], projects.Order());
    }

    /// <summary>Packages whose one version does not stand in Directory.Packages.props, or that the lock file of the official build resolved otherwise.</summary>
    static IEnumerable<string> Unpinned(string project, IEnumerable<string> packages)
    {
        var pinned = XDocument.Load(Repository.PathTo("Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(one => one.Attribute("Include")!.Value, one => one.Attribute("Version")!.Value);
        using var locked = JsonDocument.Parse(File.ReadAllText(Repository.PathTo(project, "packages.azure.lock.json")));
        var resolved = locked.RootElement.GetProperty("dependencies").GetProperty("net10.0");
        return [.. packages.Where(name => !(pinned.TryGetValue(name, out var version) && Version.TryParse(version, out _)
            && resolved.TryGetProperty(name, out var one) && one.GetProperty("resolved").GetString() == version))];
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
