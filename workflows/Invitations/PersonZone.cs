using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace Campaigns.Invitations;

/// <summary>Where an invited person's clock is, as far as anybody said. Pure.</summary>
public static class PersonZone
{
    /// <summary>Countries with one zone.</summary>
    static readonly FrozenDictionary<string, string> OfCountries = (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
        .GroupBy(place => place.CountryCode).Where(country => country.Count() == 1)
        .ToFrozenDictionary(country => country.Key, country => country.Single().ZoneId, StringComparer.Ordinal);

    /// <summary>That of the invitation; else that of the country, where it has only one; null: nobody said.</summary>
    public static DateTimeZone? Known(Invitation invitation) => Find(invitation.TimeZone) ?? OfCountry(invitation.Country);

    /// <summary>That of a country with only one; null: it has several, or is unknown.</summary>
    public static DateTimeZone? OfCountry(string country) => Find(OfCountries.GetValueOrDefault(country));

    /// <summary>As <see cref="Known"/>; else the campaign's.</summary>
    public static DateTimeZone Of(Invitation invitation, Campaign campaign) => Known(invitation) ?? Find(campaign.TimeZone) ?? DateTimeZone.Utc;

    static DateTimeZone? Find(string? zone) => zone is null ? null : ZonedTime.FindZone(zone);
}
