using System.Text.Json;
using Campaigns.Local.Launcher;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Replay;

/// <summary>
/// Records the histories of a new version, the <c>defaultVersion</c> of host.json:
/// <c>./test -explicit only -class '*RecordHistories'</c>. What a version has recorded stays as it is.
/// </summary>
[Collection(CampaignTests.Name)]
public sealed class RecordHistories(OwnAzurite azurite)
{
    [Fact(Explicit = true)]
    public async Task Of_the_version_in_host_json()
    {
        var folder = NewFolder(HistoryFile.Folder, DefaultVersion);
        foreach (var (name, _) in Recordings.Stories) await Recordings.RecordAsync(azurite, name, folder);
        Shapes.Write(DefaultVersion);
    }

    /// <summary>Orchestrators that came after the version was recorded: their stories are added, beside what is there.
    /// <c>./test -explicit only -method '*Of_stories_that_the_version_lacks'</c></summary>
    [Fact(Explicit = true)]
    public async Task Of_stories_that_the_version_lacks()
    {
        var kept = HistoryFile.All().Where(file => file.Version == DefaultVersion).Select(file => file.Story).ToHashSet();
        var folder = Path.Combine(HistoryFile.Folder, DefaultVersion);
        foreach (var (name, _) in Recordings.Stories.Where(story => !kept.Any(one => one.StartsWith(story.Name, StringComparison.Ordinal))))
            await Recordings.RecordAsync(azurite, name, folder);
    }

    [Fact]
    public void A_released_version_is_never_overwritten()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => NewFolder(HistoryFile.Folder, DefaultVersion));
        Assert.Contains("defaultVersion", refused.Message, StringComparison.Ordinal);
        var file = HistoryFile.All()[0];
        Assert.Throws<IOException>(() => HistoryFile.Write(Path.GetDirectoryName(file.Path)!, file.Story, file.Read()));
    }

    [Fact]
    public async Task Recorded_today_the_plain_story_is_the_one_that_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory("histories-");
        try
        {
            await Recordings.RecordAsync(azurite, "plain", folder.FullName);
            foreach (var path in Directory.EnumerateFiles(folder.FullName))
            {
                var now = new HistoryFile(path).Read();
                var kept = HistoryFile.All().Single(file => file.Version == DefaultVersion && Path.GetFileName(file.Path) == Path.GetFileName(path)).Read();
                Assert.Equal(kept.Select(one => (one.Type, one.EventId, one.Name, one.Version)), now.Select(one => (one.Type, one.EventId, one.Name, one.Version)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The version that new campaigns get.</summary>
    public static string DefaultVersion
    {
        get
        {
            using var host = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("host.json")));
            return host.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("defaultVersion").GetString()!;
        }
    }

    static string NewFolder(string root, string version)
    {
        var folder = Path.Combine(root, version);
        return Directory.Exists(folder)
            ? throw new InvalidOperationException($"The histories of version {version} are recorded. A changed orchestrator needs a new defaultVersion in host.json.")
            : Directory.CreateDirectory(folder).FullName;
    }
}
