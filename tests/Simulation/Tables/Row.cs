using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Campaigns.Tests.Simulation;

/// <summary>A property as it was sent: its annotation, its JSON, and the text of it for filters.</summary>
readonly record struct Cell(string? Type, string Json, string Text);

/// <summary>A stored row. Never changed, only replaced.</summary>
sealed record Row(string Partition, string Key, Dictionary<string, Cell> Cells, long Version, DateTimeOffset At)
{
    public string ETag => string.Create(CultureInfo.InvariantCulture, $"W/\"datetime'{Version}'\"");

    public string? Text(string name) => Cells.TryGetValue(name, out var cell) ? cell.Text : null;

    public DateTimeOffset? Time(string name) => Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public void Write(StringBuilder json, string[]? select)
    {
        json.Append("{\"odata.etag\":").Append(Quoted(ETag));
        if (Wants("PartitionKey")) json.Append(",\"PartitionKey\":").Append(Quoted(Partition));
        if (Wants("RowKey")) json.Append(",\"RowKey\":").Append(Quoted(Key));
        if (Wants("Timestamp")) json.Append(",\"Timestamp\":").Append(Quoted(At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
        foreach (var (name, cell) in Cells)
        {
            if (!Wants(name)) continue;
            if (cell.Type is not null) json.Append(',').Append(Quoted(name + "@odata.type")).Append(':').Append(Quoted(cell.Type));
            json.Append(',').Append(Quoted(name)).Append(':').Append(cell.Json);
        }
        json.Append('}');

        bool Wants(string name) => select is null || Array.IndexOf(select, name) >= 0;
    }

    /// <summary>The properties of a body, and the keys that stand in it.</summary>
    public static (string? Partition, string? Key, Dictionary<string, Cell> Cells) Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        var cells = new Dictionary<string, Cell>();
        string? partition = null, key = null, type = null;
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.NameEquals("PartitionKey")) partition = property.Value.GetString();
            else if (property.NameEquals("RowKey")) key = property.Value.GetString();
            else if (property.Name.EndsWith("@odata.type", StringComparison.Ordinal)) type = property.Value.GetString();
            else
            {
                cells[property.Name] = new(type, property.Value.GetRawText(), property.Value.ToString());
                type = null;
            }
        }
        return (partition, key, cells);
    }

    static string Quoted(string text) => JsonSerializer.Serialize(text);
}
