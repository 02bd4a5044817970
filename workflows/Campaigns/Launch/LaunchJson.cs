using System.Text.Json;

namespace Campaigns;

/// <summary>Turns a JSON body into <see cref="LaunchInput"/>; never throws on what a stranger sent.</summary>
static class LaunchJson
{
    public static LaunchInput Read(JsonElement body)
    {
        var errors = new List<FieldError>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var lists = new Dictionary<string, IReadOnlyList<LaunchLine>>(StringComparer.Ordinal);
        if (body.ValueKind != JsonValueKind.Object)
            return new(fields, lists) { Errors = [new FieldError("", "WrongType", "object")] };

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject())
        {
            var name = Name(property);
            if (!seen.Add(name)) errors.Add(new(name, "GivenTwice"));
            else if (LaunchInput.ListNames.Contains(name)) lists[name] = List(name, property.Value, errors);
            else if (!LaunchInput.IsField(name)) errors.Add(new(name, "Unknown"));
            else if (Field(name, property.Value, errors) is { } text) fields[name] = text;
        }
        return new(fields, lists) { Errors = [.. errors] };
    }

    static string? Field(string name, JsonElement value, List<FieldError> errors)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        var isNumber = name is "minimumSignatures" or "minimumCountries" or "maximumObjections" or "target";
        if (isNumber && value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        if (Text(value) is { } text) return text;
        errors.Add(new(name, "WrongType", isNumber ? "number" : "text"));
        return null;
    }

    static IReadOnlyList<LaunchLine> List(string name, JsonElement value, List<FieldError> errors)
    {
        if (value.ValueKind == JsonValueKind.Null) return [];
        if (Text(value) is { } text) return LaunchInput.Lines(name, text);
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(name, "WrongType", "list"));
            return [];
        }
        // One more than may be is enough to be refused for.
        return [.. value.EnumerateArray().Take(LaunchInput.MostLines).Select((entry, index) => Entry(name, index + 1, entry, errors)).OfType<LaunchLine>()];
    }

    static LaunchLine? Entry(string list, int line, JsonElement value, List<FieldError> errors)
    {
        if (Text(value) is { } text) return new(line, text, null);
        if (value.ValueKind == JsonValueKind.Object && !LaunchInput.IsOfWords(list)) return new(line, null, Cells(list, line, value, errors));
        errors.Add(FieldError.At(line, list, "WrongType", LaunchInput.IsOfWords(list) ? "text" : "object"));
        return null;
    }

    static Dictionary<string, string> Cells(string list, int line, JsonElement row, List<FieldError> errors)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in row.EnumerateObject().Take(LaunchInput.MostCells))
        {
            var name = Name(property);
            var text = property.Value.ValueKind == JsonValueKind.Null ? "" : Text(property.Value);
            if (text is null) errors.Add(FieldError.At(line, list, "WrongType", "text") with { Column = name });
            else if (!cells.TryAdd(name, text)) errors.Add(FieldError.At(line, list, "GivenTwice") with { Column = name });
        }
        return cells;
    }

    // Names and strings may hold half characters (\ud800), which the reader refuses to turn into text.
    static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static string Name(JsonProperty property)
    {
        try
        {
            return property.Name.Length <= 100 ? property.Name : property.Name[..100];
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}
