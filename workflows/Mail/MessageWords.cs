using System.Globalization;
using Campaigns.Alarms;
using Campaigns.Language;

namespace Campaigns.Mail;

/// <summary>Puts a message into words in its reader's language (English, French or Russian).</summary>
public static class MessageWords
{
    public static MailContent Write(Message message) => message switch
    {
        MessageToSignatory { Neutral: true } m => NeutralWords.Write(m),
        SignInLink m => Say(m, "SignIn", [], Act(m, "SignIn", m.Link), Note(m, "SignIn")),
        CampaignLaunched m => Say(m, "Launched", [m.Title], Times(m), Act(m, "Launched", m.DeskLink)),
        ConfirmSignature { Organisation: null } m => Say(m, "Confirm", [m.Title, m.Name], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Confirm")),
        ConfirmSignature m => Say(m, "ConfirmFor", [m.Title, m.Name, m.Organisation], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Confirm")),
        ReminderToConfirm { Organisation: null } m => Say(m, "Unconfirmed", [m.Title, m.Name], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Unconfirmed")),
        ReminderToConfirm m => Say(m, "UnconfirmedFor", [m.Title, m.Name, m.Organisation], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Unconfirmed")),
        AlreadySigned m => Say(m, "Already", [m.Title], Act(m, "Already", m.Link), Code(m), Note(m, "Already")),
        InvitationToSign m => Say(m, "Invitation", [m.Title, m.Contact, m.Organisation], Act(m, "Invitation", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Note(m, "Invitation")),
        ReminderToSign m => Say(m, "Reminder", [m.Title, m.Contact, m.Organisation], Act(m, "Invitation", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Note(m, "Reminder")),
        ApprovalNeeded m => Say(m, "Approval", [m.Title], Text(m, "Signed", Signed(m, m.Count)), Thresholds(m), Act(m, "Approval", m.DeskLink), Note(m, "Approval")),
        RoundWaits m => Say(m, "RoundWaits", [m.Title, m.Name], Text(m, "Signed", Signed(m, m.Count)), Act(m, "Approval", m.DeskLink), Note(m, "RoundWaits")),
        DispatchReport m => Say(m, "Report", [m.Title], Text(m, "Signed", Signed(m, m.Count)), Letters(m), Act(m, "Report", m.DeskLink)),
        AlarmRaised m => Say(m, "Alarm", [m.Title is null ? AlarmWords.Everywhere : $"“{m.Title}”", AlarmWords.Say(m.Trouble)], AlarmSince(m), new MailBlock.Paragraph(AlarmWords.Help(m.Trouble)), Act(m, "Alarm", m.Link), Note(m, "Alarm")),
        ReviewAsked m => Say(m, "Review", [m.Title, m.Name], Act(m, "Review", m.Link), Deadline(m, m.Deadline, m.TimeZone), Note(m, "Review")),
        ReviewReminder m => Say(m, "ReviewReminder", [m.Title, m.Name], Act(m, "Review", m.Link), Deadline(m, m.Deadline, m.TimeZone), Note(m, "ReviewReminder")),
        ReviewRoundOver m => Say(m, "RoundOver", [m.Title, m.Approved, m.Objections, m.Silent], Act(m, "RoundOver", m.DeskLink)),
        OpeningStopped m => Say(m, m.ByObjection ? "OpeningObjected" : "OpeningRefused", [m.Title], Act(m, "RoundOver", m.DeskLink)),
        CampaignCancelled m => Say(m, m.HasSent ? "CancelledLate" : "Cancelled", [m.Title]),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "No words for this kind of message."),
    };

    /// <summary>Subject <c>Mail_{key}_Subject</c>, then the text <c>Mail_{key}</c>, then what there is of the rest.</summary>
    static MailContent Say(Message message, string key, ReadOnlySpan<object?> arguments, params MailBlock?[] rest) => new(
        message.Language,
        Texts.Get(message.Language, $"Mail_{key}_Subject", arguments),
        [new MailBlock.Paragraph(Texts.Get(message.Language, $"Mail_{key}", arguments)), .. rest.OfType<MailBlock>()],
        Texts.Get(message.Language, "Mail_Footer"));

    static MailBlock.Paragraph Text(Message message, string key, params ReadOnlySpan<object?> arguments) =>
        new(Texts.Get(message.Language, $"Mail_{key}", arguments));

    static MailBlock.Action Act(Message message, string key, string link) => new(Texts.Get(message.Language, $"Mail_{key}_Act"), link);

    static MailBlock.Note Note(Message message, string key) => new(Texts.Get(message.Language, $"Mail_{key}_Note"));

    /// <summary>In words and not as a link: a mail has one link, and this is for those whose links break.</summary>
    internal static MailBlock.Note? Code(MessageToSignatory m) => m.Code is { } code ? new(Texts.Get(m.Language, "Mail_Code", code.Page, code.Code)) : null;

    internal static MailBlock.Paragraph Deadline(Message message, DateTimeOffset? closesAt, string zone) =>
        closesAt is { } closes ? Text(message, "Deadline", When(closes, zone, message)) : Text(message, "NoDeadline");

    internal static MailBlock.Paragraph? Grace(Message message, DateTimeOffset? until, string zone) =>
        until is { } end ? Text(message, "Grace", When(end, zone, message)) : null;

    static MailBlock.Paragraph Times(CampaignLaunched m) => m.ClosesAt is { } closes
        ? Text(m, "Launched_Times", When(m.OpensAt, m.TimeZone, m), When(closes, m.TimeZone, m))
        : Text(m, "Launched_Opening", When(m.OpensAt, m.TimeZone, m));

    static MailBlock.Paragraph AlarmSince(AlarmRaised m) => Text(m, "Alarm_Since", When(m.Trouble.Since, "UTC", m), When(m.SeenAt, "UTC", m));

    /// <summary>In the campaign's zone with its name, then in UTC: <c>Friday 14 November 2025, 18:00 (Warsaw, UTC+01:00; 17:00 UTC)</c>.</summary>
    static string When(DateTimeOffset instant, string zone, Message message)
    {
        var utc = Moment.InUtc(zone, instant, message.Language);
        var places = utc.Length == 0 ? Moment.Zone(zone, instant) : $"{Moment.Zone(zone, instant)}; {utc}";
        return $"{Moment.In(zone, instant, message.Language)} ({places})";
    }

    static string Signed(Message message, Count count)
    {
        var who = Texts.Counted(message.Language, "Organisations", count.Organisations);
        if (count.Individuals > 0) who += Texts.Get(message.Language, "And") + Texts.Counted(message.Language, "Individuals", count.Individuals);
        return $"{who} {Texts.Counted(message.Language, "FromCountries", count.Countries)}";
    }

    static MailBlock.Paragraph Thresholds(ApprovalNeeded m)
    {
        string Number(int? minimum) => minimum?.ToString(CultureInfo.GetCultureInfo(m.Language)) ?? "–";
        return m.MinimumSignatures is null && m.MinimumCountries is null
            ? Text(m, "Approval_Always")
            : Text(m, "Approval_Thresholds", Number(m.MinimumSignatures), Number(m.MinimumCountries));
    }

    static MailBlock.Paragraph Letters(DispatchReport m) =>
        m.NeedAttention == 0 ? Text(m, "Report_Letters", m.Letters, m.Accepted) : Text(m, "Report_Attention", m.Letters, m.Accepted, m.NeedAttention);
}
