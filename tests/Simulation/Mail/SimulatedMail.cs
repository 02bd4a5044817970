using System.Text.Json;
using System.Text.RegularExpressions;

namespace Campaigns.Tests.Simulation;

/// <summary>A message that the mail service took.</summary>
/// <param name="Letter">The key of the letter, when it is one to an addressee.</param>
sealed partial record SimulatedMail(string To, string Subject, string Text, string? Letter, string Arguments)
{
    public DateTimeOffset At { get; init; }
    public string Id { get; init; } = "";

    /// <summary>The secret part of the link to sign, when there is one.</summary>
    public string? Token => LinkToSign().Match(Text) is { Success: true } link ? link.Groups[1].Value : null;

    /// <summary>The messages of one request, in its order, the personal words put in.</summary>
    public static IReadOnlyList<SimulatedMail> Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return [.. root.GetProperty("personalizations").EnumerateArray().Select(envelope => Of(root, envelope))];
    }

    static SimulatedMail Of(JsonElement root, JsonElement envelope)
    {
        var arguments = Find(root, "custom_args") ?? Find(envelope, "custom_args");
        var letter = arguments is { } found && found.TryGetProperty("letter", out var key) ? key.GetString() : null;
        var subject = Find(root, "subject") ?? Find(envelope, "subject");
        return new(
            envelope.GetProperty("to")[0].GetProperty("email").GetString()!, Filled(subject?.GetString() ?? "", envelope),
            Filled(root.GetProperty("content")[0].GetProperty("value").GetString()!, envelope), letter, arguments?.GetRawText() ?? "");
    }

    static string Filled(string text, JsonElement envelope) => Find(envelope, "substitutions") is { } words
        ? words.EnumerateObject().Aggregate(text, (filled, word) => filled.Replace(word.Name, word.Value.GetString(), StringComparison.Ordinal))
        : text;

    static JsonElement? Find(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    [GeneratedRegex(@"/sign/([A-Za-z0-9_-]+)")]
    private static partial Regex LinkToSign();
}
