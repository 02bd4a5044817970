using System.Globalization;
using System.Text;
using Campaigns.Checks;
using Campaigns.Networks;
using NodaTime;

namespace Campaigns.Invitations;

/// <summary>One line to ring up.</summary>
/// <param name="Contact">The person; empty: nobody's name.</param>
/// <param name="Phone">Empty: not known.</param>
/// <param name="TimeZone">IANA; empty: not known where the person is.</param>
/// <param name="LocalTime">What the clock shows there now; null: not known.</param>
public sealed record PhoneLine(InvitationStatus Status, string Organisation, string Country, string Contact, string Email, string Phone, string TimeZone, LocalDateTime? LocalTime)
{
    /// <summary>Local time to the minute, as <c>2026-03-14 09:30</c>; empty: not known.</summary>
    public string Clock => LocalTime?.ToString("uuuu'-'MM'-'dd HH':'mm", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Who was invited and has not answered, to be rung up. Pure.</summary>
public static class PhoneList
{
    const string Header = "organisation,country,name,email,phone,local time,time zone,mail\r\n";

    /// <param name="directory">Of the campaign's network, for telephones that the invitation does not name; null: none.</param>
    public static IReadOnlyList<PhoneLine> Of(IEnumerable<InvitationStatus> invitations, NetworkBook? directory, DateTimeOffset now)
    {
        var known = (directory?.Organisations ?? []).SelectMany(one => one.Representatives).Where(one => one.Phone.Length > 0)
            .ToLookup(one => KeyOf(one.Email), one => one.Phone, StringComparer.Ordinal);
        return [.. invitations.Where(one => one.IsSilent).Select(one =>
        {
            var (invited, zone) = (one.Invitation, PersonZone.Known(one.Invitation));
            return new PhoneLine(one, invited.Organisation, invited.Country, invited.Contact, invited.Email,
                invited.Phone ?? known[KeyOf(invited.Email)].FirstOrDefault(""), zone?.Id ?? "", zone is null ? null : Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime);
        })];
    }

    /// <summary>RFC 4180 with a header line.</summary>
    public static string Csv(IEnumerable<PhoneLine> lines)
    {
        var csv = new StringBuilder(Header);
        foreach (var line in lines)
            csv.AppendJoin(',', new[]
            {
                line.Organisation, line.Country, line.Contact, line.Email, line.Phone,
                line.Clock, line.TimeZone, line.Status.Mail.State.ToString().ToLowerInvariant(),
            }.Select(CsvCell.Write)).Append("\r\n");
        return csv.ToString();
    }

    static string KeyOf(string email) => EmailAddress.TryParse(email, out var address) ? address.Key : email;
}
