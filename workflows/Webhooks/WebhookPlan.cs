using System.Collections.Immutable;
using System.Text.Json;

namespace Campaigns.Webhooks;

/// <summary>
/// What a receiver has to be told next, derived from what is stored: whatever dies, nothing is forgotten, and many signatures of a few
/// seconds are one event. Pure.
/// </summary>
public static class WebhookPlan
{
    /// <summary>After a failure; when the last one has failed, the address is given up.</summary>
    public static readonly ImmutableArray<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <summary>The next event in their order: signed, closed, dispatched. Null: nothing has happened since.</summary>
    public static WebhookEvent? Next(Campaign campaign, Count count, Told told, DateTimeOffset now)
    {
        var events = told.Events + 1;
        if (count.Signatures != told.Signatures) return Make("campaign.signed", told with { Signatures = count.Signatures, Events = events });
        if (campaign.ClosedAt is not null && !told.Closed) return Make("campaign.closed", told with { Closed = true, Events = events });
        if (campaign.DispatchedAt is not null && !told.Dispatched) return Make("campaign.dispatched", told with { Dispatched = true, Events = events });
        return null;

        WebhookEvent Make(string type, Told after) => new($"{campaign.Id}-{after.Events}", type, JsonSerializer.Serialize(new
        {
            type,
            timestamp = now.UtcDateTime,
            data = new { campaign = campaign.Id, count.Organisations, count.Countries, count.Individuals, campaign.ClosedAt, campaign.DispatchedAt },
        }, JsonSerializerOptions.Web), after);
    }

    /// <summary>Whether nothing more can happen.</summary>
    public static bool IsOver(Campaign campaign, Told told) => campaign.Phase == Phase.Cancelled || (told.Dispatched && campaign.DispatchedAt is not null);

    /// <summary>After the receiver has answered 2xx.</summary>
    public static Webhook Delivered(Webhook webhook) => webhook with { Told = webhook.Pending!.After, Pending = null, Attempts = 0, NextAt = null };

    public static Webhook Failed(Webhook webhook, DateTimeOffset now) => webhook.Attempts < Pauses.Length
        ? webhook with { Attempts = webhook.Attempts + 1, NextAt = now + Pauses[webhook.Attempts] }
        : webhook with { Attempts = webhook.Attempts + 1, NextAt = null, GivenUpAt = now };
}
