using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>
/// A history, packed, in the instance's own row: written when the instance leaves memory, so that it comes back with one
/// read of one row, however large the history table is. Good only as long as no row follows in the history.
/// </summary>
sealed record Snapshot(
    string ExecutionId, long First, long Next, bool HasSentinel, long Through, IReadOnlyList<string> Seen, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>One binary column; a longer history is read from its table.</summary>
    const int Largest = 60_000;

    static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Snapshot Of(HistoryCursor cursor, IReadOnlyList<HistoryEvent> events) =>
        new(cursor.ExecutionId, cursor.First, cursor.Next, cursor.HasSentinel, cursor.Through, cursor.Seen, events);

    public static Snapshot Unpack(byte[] packed)
    {
        using var text = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Snapshot>(text, Json)!;
    }

    /// <summary>Null when it is too large for a column.</summary>
    public byte[]? Pack()
    {
        if (Events.Sum(e => (long)(e.Input?.Length ?? 0) + (e.Result?.Length ?? 0)) > 20L * Largest) return null;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(gzip, this, Json);
        var bytes = packed.ToArray();
        return bytes.Length <= Largest ? bytes : null;
    }

    public HistoryCursor Cursor(string instanceId, string startId) => new(instanceId, startId)
    {
        ExecutionId = ExecutionId,
        First = First,
        Next = Next,
        HasSentinel = HasSentinel,
        Through = Through,
        Seen = Seen,
    };
}
