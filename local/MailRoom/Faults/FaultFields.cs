using System.Text.Json;
using Campaigns.Local.MailRoom.Sending;

namespace Campaigns.Local.MailRoom.Faults;

/// <summary>Reads the fields of one JSON object and notes what is wrong with each.</summary>
sealed class FaultFields
{
    readonly JsonElement? item;
    readonly string path;
    readonly List<ApiError> errors;

    public FaultFields(JsonElement? item, string path, List<ApiError> errors)
    {
        (this.item, this.path, this.errors) = (item, path, errors);
        if (item is not { ValueKind: not JsonValueKind.Object })
            return;
        errors.Add(new ApiError("Must be an object.", path));
        this.item = null;
    }

    public void Fail(string field, string message) => errors.Add(new ApiError(message, $"{path}.{field}"));

    /// <summary>A fault that was misspelt would silently be another fault.</summary>
    public void OnlyKnown(params string[] names)
    {
        foreach (var field in item?.EnumerateObject().Select(property => property.Name).Except(names) ?? [])
            Fail(field, "There is no such field. There are: " + string.Join(", ", names) + ".");
    }

    public FaultFields Object(string name) => new(Value(name), $"{path}.{name}", errors);

    public string? Text(string name)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Fail(name, "Must be a text.");
        return null;
    }

    public double? Number(string name, double least, double most)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
            return number;
        Fail(name, $"Must be a number from {least} to {most}.");
        return null;
    }

    public int? Whole(string name, int least)
    {
        if (Value(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least)
            return number;
        Fail(name, least == 0 ? "Must be a whole number, 0 or more." : "Must be a whole number.");
        return null;
    }

    JsonElement? Value(string name) =>
        item is { } element && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
