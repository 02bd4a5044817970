using System.Globalization;
using System.Text.Json;
using Campaigns.Letters;

namespace Campaigns.Audit;

/// <summary>What a row says of its subject: small facts in clear, and never what a person typed.</summary>
public sealed class AuditFacts(CampaignStore campaigns, LetterLedger letters)
{
    /// <summary>Values of fields that are words of ours. Numbers are told, too; everything else that was posted is not.</summary>
    static readonly HashSet<string> Words =
        ["danger", "request", "finished", "send", "hold", "drop", "yes", "no", "apply", "finish", "undo", "invalidate", "release", "campaign", "draft", "network", "in-person", "post"];

    static readonly HashSet<string> Fields = ["why", "letters", "mail", "accept", "act", "step", "kind", "way", "round", "addressee", "number", "request", "version"];

    /// <summary>Whether this can be what is acted on: an id, templates of no network, or nothing yet.</summary>
    public static bool IsSubject(string text) => text.Length == 0 || CampaignId.Is(text) || text == Networks.NetworkRows.Unassigned;

    /// <summary>What stands there now, and the network that it belongs to.</summary>
    internal async Task<(SortedDictionary<string, string> Facts, string Network)> NowAsync(string subject, CancellationToken cancellation)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (await campaigns.FindAsync(subject, cancellation) is not { } campaign) return (facts, "");
        facts["phase"] = Word(campaign.Phase);
        facts["next"] = Word(Plan.Next(campaign).Kind);
        facts["changes"] = campaign.Changes.ToString(CultureInfo.InvariantCulture);
        if (campaign.ClosesAt is { } deadline) facts["deadline"] = deadline.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (campaign.IsHeld) facts["held"] = "yes";
        if (campaign.DispatchBegunAt is not null)
        {
            var count = await letters.CountAsync(campaign, cancellation);
            facts["letters"] = string.Create(CultureInfo.InvariantCulture, $"{count.Accepted} of {count.Total} accepted, {count.Delivered} delivered, {count.Bounced} bounced, {count.Failed} failed");
        }
        return (facts, campaign.Network ?? "");
    }

    /// <summary>What was asked for, as far as it is harmless.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Asked(IReadOnlyDictionary<string, string> fields) => fields
        .Where(field => Fields.Contains(field.Key) && (Words.Contains(field.Value) || int.TryParse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        .Select(field => KeyValuePair.Create("asked " + field.Key, field.Value));

    internal static string Json(SortedDictionary<string, string> facts) => JsonSerializer.Serialize(facts);

    /// <summary>As a row holds them; nothing for a row that was changed by hand.</summary>
    public static IReadOnlyDictionary<string, string> Read(string facts)
    {
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(facts) ?? [];
        }
        catch (JsonException)
        {
            return new SortedDictionary<string, string>();
        }
    }

    static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
