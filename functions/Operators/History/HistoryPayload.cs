using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Campaigns.Drafting;
using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Updates;

namespace Campaigns.Functions.Operators.History;

/// <summary>
/// Inputs and results as they may be shown. By design they hold ids and small facts; should one ever hold more, it stays hidden all the same: only the properties of the types that
/// the workflows hand over are shown, and of texts only ids, names of steps and instants. Pure.
/// </summary>
public static partial class HistoryPayload
{
    const string Hidden = "…";
    const int Longest = 80;

    static readonly ImmutableHashSet<string> Known = new[]
    {
        typeof(CampaignInput), typeof(StepInput), typeof(NextStep), typeof(DispatchInput), typeof(LetterInput), typeof(AlternateInput), typeof(UpdateInput), typeof(DraftRoundInput),
    }.SelectMany(type => type.GetProperties()).Select(property => property.Name).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    static readonly ImmutableHashSet<string> Words = [.. Enum.GetNames<LetterState>().Select(name => name.ToLowerInvariant())];

    /// <summary><c>campaignId: abc…, number: 2</c>; null when there is nothing.</summary>
    public static string? Say(string? json)
    {
        if (string.IsNullOrEmpty(json) || json == "null") return null;
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join(", ", read.RootElement.EnumerateObject().Where(one => one.Value.ValueKind != JsonValueKind.Null).Select(Property))
                : Value(read.RootElement, isKnown: false);
        }
        catch (JsonException)
        {
            return Hidden;
        }
    }

    static string Property(JsonProperty one) => Known.Contains(one.Name) ? $"{char.ToLowerInvariant(one.Name[0])}{one.Name[1..]}: {Value(one.Value, isKnown: true)}" : Hidden;

    static string Value(JsonElement value, bool isKnown) => value.ValueKind switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.String when value.GetString() is { Length: <= Longest } text && (Words.Contains(text.ToLowerInvariant()) || CampaignId().IsMatch(text) || (isKnown && Plain().IsMatch(text))) => text,
        _ => Hidden,
    };

    // Ids, names of activities, instants.
    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*|\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)?)$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[a-z2-7]{16}$")]
    private static partial Regex CampaignId();
}
