using System.Text.Json;
using System.Text.Json.Nodes;
using Campaigns.Drafting;
using Campaigns.Letters;
using Campaigns.Local.DurableTask;
using Campaigns.Local.DurableTask.Replay;
using Microsoft.DurableTask.Converters;

namespace Campaigns.Tests.Replay;

/// <summary>Campaigns in flight under today's code: every history that was ever recorded, played again.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Files => [.. HistoryFile.All().Select(file => Path.GetRelativePath(HistoryFile.Folder, file.Path))];

    static HistoryFile File(string path) => new(Path.Combine(HistoryFile.Folder, path));

    [Theory]
    [MemberData(nameof(Files))]
    public void Todays_code_still_does_what_it_did(string path)
    {
        var events = File(path).Read();
        Assert.Empty(HistoryReplay.Run(Orchestrators.Today, "any", events));
        Assert.Equal(File(path).Version, events[0].Version);
    }

    [Fact]
    public void Every_story_is_recorded_for_the_version_of_today()
    {
        var here = HistoryFile.All().Where(file => file.Version == RecordHistories.DefaultVersion).ToList();
        foreach (var (story, _) in Recordings.Stories)
            Assert.Contains(here, file => file.Story.StartsWith(story, StringComparison.Ordinal));
        Assert.Equal([nameof(Campaigns.Letters.Alternates.AlternateOrchestrator), nameof(CampaignOrchestrator), nameof(DispatchOrchestrator), nameof(DraftRoundOrchestrator), nameof(Campaigns.Updates.UpdateOrchestrator)], here.Select(file => file.Orchestrator).Distinct().Order());
        Assert.Equal(Shapes.InHistories.Keys.Order(), Called(here).Order()); // each activity and orchestrator is in one of them at least
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_payload_is_read_as_it_was_written(string path)
    {
        var events = File(path).Read();
        var names = events.Where(one => one.Type is HistoryEventType.TaskScheduled or HistoryEventType.SubOrchestrationInstanceCreated)
            .ToDictionary(one => one.EventId, one => one.Name!);
        Check(Shapes.InHistories[events[0].Name!].Input, events[0].Input);
        foreach (var asked in events.Where(one => one.Type is HistoryEventType.TaskScheduled or HistoryEventType.SubOrchestrationInstanceCreated))
            Check(Shapes.InHistories[asked.Name!].Input, asked.Input);
        foreach (var answer in events.Where(one => one.Type is HistoryEventType.TaskCompleted or HistoryEventType.SubOrchestrationInstanceCompleted))
            Check(Shapes.InHistories[names[answer.TaskId!.Value]].Result, answer.Result);
    }

    [Fact]
    public void No_stored_property_was_renamed_removed_or_changed()
    {
        var today = Shapes.Today().SelectMany(Reads).ToHashSet();
        var files = Directory.GetFiles(Shapes.Folder);
        Assert.Contains(files, path => Path.GetFileNameWithoutExtension(path) == RecordHistories.DefaultVersion);
        foreach (var path in files)
            Assert.Subset(today, System.IO.File.ReadAllLines(path).ToHashSet());
    }

    /// <summary>What may be missing now reads everything that was always there.</summary>
    static IEnumerable<string> Reads(string line) => line.EndsWith('?') ? [line, line[..^1]] : [line];

    [Fact]
    public void A_renamed_property_is_noticed()
    {
        Assert.ThrowsAny<Exception>(() => Check(typeof(RenamedInput), """{"CampaignId":"aaaaaaaaaaaaaaaa","Number":1}"""));
        Check(typeof(WiderInput), """{"CampaignId":"aaaaaaaaaaaaaaaa","Number":1}""");
    }

    [Fact]
    public void Histories_hold_no_personal_data_no_trace_of_a_machine_and_small_payloads()
    {
        foreach (var file in HistoryFile.All())
        {
            var text = System.IO.File.ReadAllText(file.Path);
            foreach (var secret in new[] { "@", "Person", "Committee", "Office ", "Dear", "Let him enter", "no need any more", "   at ", ".cs:" })
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.All(file.Read(), one => Assert.InRange((one.Input ?? one.Result ?? "").Length, 0, 200));
        }
    }

    static IEnumerable<string> Called(IEnumerable<HistoryFile> files) =>
        files.SelectMany(file => file.Read()).Where(one => one.Type is HistoryEventType.TaskScheduled or HistoryEventType.ExecutionStarted).Select(one => one.Name!).Distinct();

    /// <summary>Read and written again, everything that was recorded is still there.</summary>
    static void Check(Type type, string? recorded)
    {
        var again = JsonNode.Parse(JsonDataConverter.Default.Serialize(JsonDataConverter.Default.Deserialize(recorded, type))!);
        var before = JsonNode.Parse(recorded!);
        if (before is not JsonObject parts)
        {
            Assert.True(JsonNode.DeepEquals(before, again), $"{type.Name}: {recorded} became {again}");
            return;
        }
        foreach (var (name, value) in parts)
            Assert.True(again is JsonObject read && read.ContainsKey(name) && JsonNode.DeepEquals(read[name], value), $"{type.Name}.{name} of {recorded} is lost");
    }

    sealed record RenamedInput(string Campaign, int Number);

    sealed record WiderInput(string CampaignId, int Number, int? Extra);
}
