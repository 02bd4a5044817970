using System.Text.RegularExpressions;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

/// <summary>What is committed works anywhere: no path of a machine, no host of a package registry.</summary>
public sealed partial class NamesOfMachinesTests
{
    [Fact]
    public void NoFileNamesAMachinesFolders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] here = [Repository.Root + "/", .. home.Length > 1 ? [home + "/"] : Array.Empty<string>()];

        Assert.Empty(from file in TextFiles()
                     where MachinePath().IsMatch(file.Text) || here.Any(path => file.Text.Contains(path, StringComparison.Ordinal))
                     select file.Path);
    }

    [Fact]
    public void NoLockFileSaysWhereAPackageCameFrom() =>
        Assert.Empty(from file in TextFiles()
                     where RegistryHost().IsMatch(file.Text)
                     select file.Path);

    [Theory]
    [InlineData("see /ho" + "me/ana/x")]
    [InlineData("/ro" + "ot/.nuget")]
    [InlineData("cd /wo" + "rk/main")]
    [InlineData("C:\\Us" + "ers\\ana")]
    public void AMachinesFolderIsSeen(string text) => Assert.Matches(MachinePath(), text);

    [Theory]
    [InlineData("\"reso" + "lved\": \"https://example.org/a.tgz\"")]
    [InlineData("https://regis" + "try.example.org/npm/")]
    [InlineData("https://packages.exam" + "ple.org/nuget/v3/index.json")]
    public void ARegistrysHostIsSeen(string text) => Assert.Matches(RegistryHost(), text);

    static IEnumerable<(string Path, string Text)> TextFiles() =>
        from path in Sources.In()
        let text = Sources.Read(path)
        where !text.Contains('\0', StringComparison.Ordinal)
        select (path, text);

    // The brackets keep these two lines from finding themselves.
    [GeneratedRegex(@"(?<![\w.~-])/([h]ome|[r]oot|[U]sers|[w]ork)/|[A-Z]:\\[U]sers\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"""[r]esolved"": ""http|https?://[^/\s""']*(registry|artifactory|nexus|mirror)[^\s""']*|https?://[^\s""']*/[v]3/index\.json")]
    private static partial Regex RegistryHost();
}
