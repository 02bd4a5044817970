using System.Globalization;

namespace Campaigns.Invitations;

/// <summary>
/// Names an address of an invitation to the mail service, and says nothing of the person. Travels as the custom argument <c>invitation</c> with
/// every mail to it, the reminders too, and comes back with every event.
/// </summary>
/// <param name="Place">Which of the invitation's addresses, counted from 0.</param>
public sealed record InvitationKey(string CampaignId, int Number, int Place)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CampaignId}.{Number}.{Place}");

    public static InvitationKey? Parse(string? text) =>
        text?.Split('.') is [var campaign, var number, var place] && Campaigns.CampaignId.Is(campaign)
        && Count(number, Limits.Invitations) is { } n and > 0 && Count(place, Limits.Alternates) is { } p
            ? new(campaign, n, p)
            : null;

    static int? Count(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= most ? count : null;
}
