using System.Diagnostics;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

/// <summary>The files of this checkout, for tests that read the code.</summary>
static class Sources
{
    static readonly Lazy<string[]> Files = new(List);

    /// <summary>Paths from the root, with '/', of all files that are tracked or about to be, in <paramref name="folders"/> (none: everywhere).</summary>
    public static IEnumerable<string> In(params string[] folders) =>
        Files.Value.Where(path => folders.Length == 0 || folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)));

    /// <summary>C#, Razor and project files: where one room can name another.</summary>
    public static IEnumerable<string> CodeIn(params string[] folders) =>
        In(folders).Where(path => Path.GetExtension(path) is ".cs" or ".razor" or ".csproj" or ".json" && !path.EndsWith("packages.lock.json", StringComparison.Ordinal));

    public static IEnumerable<string> CSharpIn(params string[] folders) =>
        In(folders).Where(path => path.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Repository.PathTo(path));

    static string[] List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var listing = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, "These tests read the files that git knows; is this a checkout?");
        return [.. listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Repository.PathTo(path)))];
    }
}
