using System.Globalization;

namespace Campaigns.Letters;

/// <summary>
/// Names one attempt at one letter. Travels as the custom argument <c>letter</c> and comes back with every event.
/// </summary>
/// <param name="Attempt">From 1; a person's decision to send again counts up.</param>
public sealed record LetterKey(string CampaignId, int Round, int Addressee, int Attempt)
{
    public const string Argument = "letter";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CampaignId}.{Round}.{Addressee}.{Attempt}");

    public static LetterKey? Parse(string? text) =>
        text?.Split('.') is [var campaign, var round, var addressee, var attempt] && campaign.Length is > 0 and <= 32
        && campaign.All(char.IsAsciiLetterOrDigit)
        && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
        && int.TryParse(addressee, NumberStyles.None, CultureInfo.InvariantCulture, out var a)
        && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? new(campaign, r, a, n)
            : null;
}
