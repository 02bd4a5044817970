using System.Collections.Immutable;
using Campaigns.Mail;

namespace Campaigns.Invitations;

/// <summary>Whom the next reminder goes to, when, and what it says, if nobody answers before.</summary>
/// <param name="Number">Of the reminder; 0: one that a person asks for.</param>
/// <param name="Mails">The mail to one of them in each language; their link and code are left out, because they sign.</param>
public sealed record ReminderPreview(int Number, DateTimeOffset DueAt, ImmutableArray<RemindedPerson> People, ImmutableArray<MailContent> Mails)
{
    const string Left = "…";

    /// <summary>The next reminder by plan; null: there is none, or nobody to remind.</summary>
    public static ReminderPreview? Next(Campaign campaign, IEnumerable<InvitationStatus> invitations, CampaignsOptions options, DateTimeOffset now)
    {
        if (campaign.Phase != Phase.Open || Plan.Reminders(campaign).FirstOrDefault() is not { } next || next.DueAt >= Plan.ClosingTime(campaign)) return null;
        return Of(campaign, next.Number, next.DueAt > now ? next.DueAt!.Value : now, invitations, options);
    }

    /// <summary>A reminder that a person asks for at this moment.</summary>
    public static ReminderPreview? Now(Campaign campaign, IEnumerable<InvitationStatus> invitations, CampaignsOptions options, DateTimeOffset now) =>
        Of(campaign, 0, now, invitations, options);

    static ReminderPreview? Of(Campaign campaign, int number, DateTimeOffset at, IEnumerable<InvitationStatus> invitations, CampaignsOptions options)
    {
        ImmutableArray<RemindedPerson> people = [.. invitations.Where(one => one.IsSilent && !one.Reminders.Contains(number))
            .Select(one => new RemindedPerson(one.Invitation, NightHours.HoldUntil(campaign, one.Invitation, at) is { } morning ? morning : at, PersonZone.Of(one.Invitation, campaign).Id))];
        if (people.IsEmpty) return null;
        var mails = people.Select(one => one.Invitation).DistinctBy(invitation => invitation.Language)
            .Select(invitation => MessageWords.Write(InvitationMail.Reminder(campaign, invitation, options.LinkFor(invitation.Language, $"/sign/{Left}"), new(options.CodePage, Left))));
        return new(number, at, people, [.. mails]);
    }

    /// <summary>How many get it later than the others, because it is night where they are.</summary>
    public int Held => People.Count(one => one.At > DueAt);
}

/// <param name="At">When the mail goes to this person.</param>
/// <param name="TimeZone">IANA, the person's as far as it is known.</param>
public sealed record RemindedPerson(Invitation Invitation, DateTimeOffset At, string TimeZone);
