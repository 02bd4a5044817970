using System.Text.Json;
using System.Text.Json.Nodes;
using Campaigns.Functions.Doors;
using Campaigns.Tests.Fuzz;

namespace Campaigns.Tests.Doors;

/// <summary>The document, and the part of JSON Schema that it uses. A property that it does not know is a difference.</summary>
sealed class OpenApiDocument
{
    readonly JsonObject root = JsonNode.Parse(Resources.Read("openapi.json"))!.AsObject();

    /// <summary>As doors are written: <c>GET /desk</c>.</summary>
    public IEnumerable<string> Operations =>
        from path in Paths
        from method in path.Value!.AsObject()
        select $"{method.Key.ToUpperInvariant()} {path.Key}";

    JsonObject Paths => root["paths"]!.AsObject();

    public IEnumerable<string> Properties(string schema) => root["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(one => one.Key);

    /// <summary>What a parameter can be.</summary>
    public IEnumerable<string> Choices(string path, string parameter) =>
        Paths[path]!["post"]!["parameters"]!.AsArray().Single(one => one!["name"]?.GetValue<string>() == parameter)!["schema"]!["enum"]!.AsArray().Select(one => one!.GetValue<string>());

    /// <summary>The described answer; null when the door does not stand in the document. Without a schema it has no JSON.</summary>
    public (JsonNode? Schema, bool IsDescribed)? Response(Door door, int status)
    {
        if (Paths["/" + door.Route]?[door.Method.ToLowerInvariant()]?["responses"] is not { } responses) return null;
        var described = responses[$"{status}"] ?? (status >= 400 ? responses["default"] : null);
        return described is null ? (null, false) : (described["content"]?.AsObject().Single().Value!["schema"], true);
    }

    /// <summary>Where a value is not as its schema says.</summary>
    public IEnumerable<string> Differences(JsonNode schema, JsonNode? value, string at = "$")
    {
        if (schema["$ref"] is { } reference) return Differences(Resolve(reference.GetValue<string>()), value, at);
        if (schema["anyOf"] is JsonArray choices)
        {
            var all = choices.Select(choice => Differences(choice!, value, at).ToList()).ToList();
            return all.MinBy(differences => differences.Count)!;
        }
        if (schema["type"] is null) return [];
        var types = schema["type"] is JsonArray several ? several.Select(one => one!.GetValue<string>()).ToList() : [schema["type"]!.GetValue<string>()];
        var kind = KindOf(value);
        if (!types.Contains(kind)) return [$"{at} is {kind}, not {string.Join(" or ", types)}"];
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) return [$"{at} is {value}, which is not listed"];
        if (schema["format"]?.GetValue<string>() == "date-time" && value is not null && !DateTimeOffset.TryParse(value.GetValue<string>(), out _)) return [$"{at} is no time"];
        return value switch
        {
            JsonArray list when schema["items"] is { } items => list.SelectMany((one, n) => Differences(items, one, $"{at}[{n}]")),
            JsonObject thing when schema["properties"] is JsonObject properties => Of(thing, properties, schema["required"]?.AsArray() ?? [], at),
            _ => [],
        };
    }

    IEnumerable<string> Of(JsonObject thing, JsonObject properties, JsonArray required, string at) =>
    [
        .. required.Select(name => name!.GetValue<string>()).Where(name => !thing.ContainsKey(name)).Select(name => $"{at}.{name} is missing"),
        .. thing.Where(one => !properties.ContainsKey(one.Key)).Select(one => $"{at}.{one.Key} is not described"),
        .. thing.Where(one => properties.ContainsKey(one.Key)).SelectMany(one => Differences(properties[one.Key]!, one.Value, $"{at}.{one.Key}")),
    ];

    JsonNode Resolve(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode)root, (node, name) => node[name]!);

    static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.GetValue<double>() % 1 == 0 ? "integer" : "number",
        var other => $"{other}",
    };
}
