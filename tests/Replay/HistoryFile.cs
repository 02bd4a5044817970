using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Local.DurableTask;
using Campaigns.Local.Launcher;
using Microsoft.DurableTask;

namespace Campaigns.Tests.Replay;

/// <summary>
/// A recorded history: <c>tests/Replay/Histories/{version}/{story}.{orchestrator}.json</c>, an event a line. What a version that was
/// released has recorded is never written again: campaigns in flight have such histories.
/// </summary>
public sealed record HistoryFile(string Path)
{
    static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() } };

    public static string Folder => Repository.PathTo("tests", "Replay", "Histories");

    public string Version => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path))!;
    public string Story => System.IO.Path.GetFileName(Path).Split('.')[0];
    public string Orchestrator => System.IO.Path.GetFileName(Path).Split('.')[1];

    public static IReadOnlyList<HistoryFile> All() =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new HistoryFile(path))];

    public IReadOnlyList<HistoryEvent> Read() => JsonSerializer.Deserialize<List<HistoryEvent>>(File.ReadAllText(Path), Json)!;

    /// <exception cref="IOException">The file is there already.</exception>
    public static void Write(string folder, string story, IReadOnlyList<HistoryEvent> events)
    {
        var path = System.IO.Path.Combine(folder, $"{story}.{events[0].Name}.json");
        using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew));
        file.Write("[\n");
        file.Write(string.Join(",\n", events.Select(one => JsonSerializer.Serialize(one with { Failure = Bare(one.Failure) }, Json))));
        file.Write("\n]\n");
    }

    public override string ToString() => $"{Version}/{Story}.{Orchestrator}";

    // Traces name the machine that recorded them.
    static TaskFailureDetails? Bare(TaskFailureDetails? failure) =>
        failure is null ? null : failure with { StackTrace = null, InnerFailure = Bare(failure.InnerFailure) };
}
