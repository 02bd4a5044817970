using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Campaigns.Bench.Frame;

/// <summary>The results as a table for people and as JSON for scripts.</summary>
public static class Report
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public const string Head = "measurement               value            ceiling           ratio  note";

    public static string Line(Measurement m) => string.Create(
        CultureInfo.InvariantCulture, $"{m.Name,-22}{m.Value,9:0.###} {m.Unit,-9}{m.Ceiling,9:0.###} {m.Unit,-9}{m.Ratio,6:0.00}  {m.Note}");

    public static string Write(IReadOnlyList<Measurement> measurements) =>
        JsonSerializer.Serialize(new { Measurements = measurements }, Json) + "\n";
}
