using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

/// <summary>The C# compiler with the analyzers of Durable Task and our .editorconfig, for code that is not in the checkout.</summary>
static partial class CodeCompiler
{
    /// <summary>The analyzers' assembly, in the version that the product is compiled with.</summary>
    public static string Analyzers { get; } = FindAnalyzers();

    /// <summary>Compiles one file against what these tests run with. The ids of the errors, one for each.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(string path, string code)
    {
        var folder = Directory.CreateTempSubdirectory("campaigns-compiler");
        try
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, code);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".editorconfig"), Sources.Read(".editorconfig"));
            var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(reference => $"-r:\"{reference}\"");
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "arguments.rsp"),
                ["-nologo", "-nostdlib", "-target:library", "-langversion:latest", "-nullable:enable", "-out:planted.dll", "-analyzerconfig:.editorconfig", $"-analyzer:\"{Analyzers}\"", .. references, $"\"{path}\""]);
            var said = await RunAsync(folder.FullName, Path.Combine(await SdkAsync(), "Roslyn", "bincore", "csc.dll"), "-noconfig", "@arguments.rsp");
            return [.. Error().Matches(said).Select(match => match.Groups[1].Value)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string FindAnalyzers()
    {
        var assets = JsonNode.Parse(Sources.Read("functions/obj/project.assets.json"))!;
        var library = assets["libraries"]!.AsObject().Single(one => one.Key.StartsWith("Microsoft.DurableTask.Analyzers/", StringComparison.Ordinal)).Value!;
        var file = library["files"]!.AsArray().Select(one => (string)one!).Single(one => one.EndsWith("cs/Microsoft.DurableTask.Analyzers.dll", StringComparison.Ordinal));
        return assets["packageFolders"]!.AsObject().Select(one => Path.Combine(one.Key, (string)library["path"]!, file)).First(File.Exists);
    }

    /// <summary>The folder of the SDK that builds this checkout, beside the runtime that runs the tests.</summary>
    static async Task<string> SdkAsync()
    {
        var version = (await RunAsync(Campaigns.Local.Launcher.Repository.Root, "--version")).Trim();
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "sdk", version));
    }

    static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    [GeneratedRegex(@"(?:^|: )error ([A-Z]+[0-9]+): ", RegexOptions.Multiline)]
    private static partial Regex Error();
}
