using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Cloud;

/// <summary>
/// A copy of <c>infra/azure</c> that a test may break, before the Bicep compiler that <c>infra/azure/compiler</c> pins. The compiler knows
/// every type of Azure's resources and works out, without Azure, what a deployment would make.
/// </summary>
sealed class Templates : IDisposable
{
    static readonly Lazy<Task<string>> Compiler = new(RestoreAsync);

    /// <summary>The object id of who deploys.</summary>
    public const string Deployer = "00000000-0000-0000-0000-0000000000aa";

    /// <summary>What azd would set at least.</summary>
    static readonly (string Name, string Value)[] Least =
    [
        ("AZURE_LOCATION", "westeurope"), ("AZURE_PRINCIPAL_ID", Deployer), ("CAMPAIGNS_OPERATORS", "ola@example.org,per@example.org"),
        ("CAMPAIGNS_COORDINATORS", "kari@example.org"), ("CAMPAIGNS_MAIL_FROM", "campaigns@example.org"), ("CAMPAIGNS_BUDGET_START", "2026-01-01"),
    ];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-bicep");

    public Templates()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "The Bicep compiler that is pinned runs on Linux, x64.");
        var from = Repository.PathTo("infra", "azure");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".bicep" or ".bicepparam" or ".json"))
        {
            var copy = Path.Combine(folder.FullName, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    public void Change(string file, string text, string other)
    {
        var path = Path.Combine(folder.FullName, file);
        var before = File.ReadAllText(path);
        Assert.Contains(text, before, StringComparison.Ordinal);
        File.WriteAllText(path, before.Replace(text, other, StringComparison.Ordinal));
    }

    /// <summary>Errors and warnings of the templates and of the parameters, a line each; empty where there is none.</summary>
    public async Task<string> ComplaintsAsync() => (await RunAsync(["build-params", "main.bicepparam", "--stdout"], [("AZURE_ENV_NAME", "any")])).Said;

    /// <summary>What a deployment of this environment would make: each resource with its properties, as far as they are known before.</summary>
    public async Task<JsonArray> SnapshotAsync(string environmentName, params (string Name, string Value)[] environment)
    {
        var (code, said) = await RunAsync(
            ["snapshot", "main.bicepparam", "--subscription-id", $"{new Guid(1, 0, 0, new byte[8])}", "--tenant-id", $"{new Guid(2, 0, 0, new byte[8])}", "--location", "westeurope"],
            [.. environment, ("AZURE_ENV_NAME", environmentName)]);
        Assert.True(code == 0, said);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "main.snapshot.json")))!["predictedResources"]!.AsArray();
    }

    async Task<(int Code, string Said)> RunAsync(string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(await Compiler.Value, arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Least.Concat(environment)) start.Environment[name] = value;
        return await RunAsync(start);
    }

    static async Task<(int Code, string Said)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        var written = await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, said + (process.ExitCode == 0 ? "" : written));
    }

    static async Task<string> RestoreAsync()
    {
        var project = Repository.PathTo("infra", "azure", "compiler", "Bicep.csproj");
        var (code, said) = await RunAsync(Dotnet("restore", project, "--locked-mode"));
        Assert.True(code == 0, said);
        using var msbuild = Process.Start(Dotnet("msbuild", project, "-getProperty:BicepPath", "-nodeReuse:false"))!;
        return (await msbuild.StandardOutput.ReadToEndAsync()).Trim();
    }

    static ProcessStartInfo Dotnet(params string[] arguments) => new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
}
