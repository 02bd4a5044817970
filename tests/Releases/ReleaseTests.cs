using System.Diagnostics;
using System.Text.Json;
using Campaigns.Functions.Doors;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Releases;

/// <summary><c>./release</c> in a small repository of its own that has the files that it reads.</summary>
public sealed class ReleaseTests : IDisposable
{
    static readonly string[] Files =
    [
        "release", "infra/release/release.mjs", "infra/release/components.mjs", "Directory.Build.props", "Directory.Packages.props", "CHANGELOG.md",
        "functions/packages.lock.json", "workflows/packages.lock.json", "tests/packages.lock.json", "tests/Bench/packages.lock.json",
        "infra/azurite/package-lock.json", "infra/browser/package-lock.json", "infra/fonts/package-lock.json",
    ];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-release-");

    string At(params string[] names) => Path.Combine([folder.FullName, .. names]);

    public ReleaseTests()
    {
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At("source", file))!);
            File.Copy(Repository.PathTo(file), At("source", file));
        }
        Git("init", "-q");
        Commit();
    }

    [Fact]
    public void The_same_commit_makes_the_same_bytes_and_whoever_has_them_can_check_them()
    {
        var (first, second) = (Release("--to", At("first")), Release("--to", At("second")));

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Equal(first.Text, second.Text);
        var files = Directory.GetFiles(At("first")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["SHA256SUMS", $"campaigns-{ProductVersion.Number}-components.json", $"campaigns-{ProductVersion.Number}.tar"], files);
        foreach (var file in files) Assert.Equal(File.ReadAllBytes(At("first", file!)), File.ReadAllBytes(At("second", file!)));
        Assert.Equal(0, Release("--check", At("first")).Code);
    }

    [Fact]
    public void A_file_that_was_changed_removed_or_added_is_named()
    {
        Release("--to", At("first"));
        var (source, components) = ($"campaigns-{ProductVersion.Number}.tar", $"campaigns-{ProductVersion.Number}-components.json");
        var bytes = File.ReadAllBytes(At("first", source));
        bytes[700] ^= 1;
        File.WriteAllBytes(At("first", source), bytes);
        File.Delete(At("first", components));
        File.WriteAllText(At("first", "more.txt"), "");

        var found = Release("--check", At("first"));

        Assert.Equal(1, found.Code);
        Assert.Equal([$"{source}: not the file that was released", $"{components}: not the file that was released", "more.txt: not part of the release"], found.Text.Trim().Split('\n'));
    }

    [Fact]
    public void The_list_of_components_has_every_package_that_is_pinned_once_and_says_which_of_them_are_shipped()
    {
        Release("--to", At("first"));
        using var list = JsonDocument.Parse(File.ReadAllText(At("first", $"campaigns-{ProductVersion.Number}-components.json")));
        var components = list.RootElement.GetProperty("components").EnumerateArray()
            .ToDictionary(one => one.GetProperty("purl").GetString()!, one => one.GetProperty("scope").GetString());

        using var pinned = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("functions/packages.lock.json")));
        var packages = pinned.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject().Where(one => one.Value.GetProperty("type").GetString() != "Project").ToList();
        Assert.NotEmpty(packages);
        foreach (var package in packages) Assert.Equal("required", components[$"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}"]);
        Assert.Equal("required", Assert.Single(components, one => one.Key.StartsWith("pkg:nuget/SendGrid@", StringComparison.Ordinal)).Value);
        Assert.Equal("excluded", Assert.Single(components, one => one.Key.StartsWith("pkg:npm/azurite@", StringComparison.Ordinal)).Value);
        Assert.Equal("required", Assert.Single(components, one => one.Key.StartsWith("pkg:npm/dejavu-fonts-ttf@", StringComparison.Ordinal)).Value);
        Assert.Equal(ProductVersion.Number, list.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString());
    }

    [Fact]
    public void A_release_is_of_a_commit_and_of_a_version_that_the_changelog_describes()
    {
        File.AppendAllText(At("source", "CHANGELOG.md"), "more\n");
        var uncommitted = Release("--to", At("first"));
        File.WriteAllText(At("source", "CHANGELOG.md"), "# Changes\n");
        Commit();
        var undescribed = Release("--to", At("first"));

        Assert.Equal((1, 1), (uncommitted.Code, undescribed.Code));
        Assert.Contains("not committed", uncommitted.Text, StringComparison.Ordinal);
        Assert.Contains($"no part on {ProductVersion.Number}", undescribed.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("first")));
        Assert.Equal(2, Release("--what").Code);
    }

    void Commit()
    {
        Git("add", "-A");
        Git("-c", "user.name=Ana Example", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "A commit");
    }

    void Git(params IEnumerable<string> arguments) => Assert.Equal(0, Run("git", arguments).Code);

    (int Code, string Text) Release(params IEnumerable<string> arguments) => Run(At("source", "release"), arguments);

    (int Code, string Text) Run(string command, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = At("source") })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, text);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
