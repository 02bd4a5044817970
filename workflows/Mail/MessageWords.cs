using System.Globalization;
using Campaigns.Alarms;
using Campaigns.Language;

namespace Campaigns.Mail;

/// <summary>Puts a message into words in its reader's language, or in English where the product does not speak it.</summary>
public static class MessageWords
{
    public static MailContent Write(Message message) => message switch
    {
        MessageToSignatory { Neutral: true } m => NeutralWords.Write(m),
        SignInLink m => Say(m, "SignIn", [], Act(m, "SignIn", m.Link), Note(m, "SignIn")),
        FactorSwitched m => Say(m, m.On ? "FactorOn" : "FactorOff", [], Note(m, "Factor")),
        PasskeyChanged m => Say(m, m.Added ? "PasskeyAdded" : "PasskeyRemoved", [], Note(m, "Factor")),
        FactorReset m => Say(m, "FactorReset", [m.Reason], Note(m, "Factor")),
        CampaignLaunched m => Say(m, "Launched", [m.Title], Times(m), Act(m, "Launched", m.DeskLink), Note(m, "Launched")),
        ConfirmSignature { Organisation: null } m => Say(m, "Confirm", [m.Title, m.Name], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Confirm"), Safe(m)),
        ConfirmSignature m => Say(m, "ConfirmFor", [m.Title, m.Name, m.Organisation], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Confirm"), Safe(m)),
        ReminderToConfirm { Organisation: null } m => Say(m, "Unconfirmed", [m.Title, m.Name], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Unconfirmed"), Safe(m)),
        ReminderToConfirm m => Say(m, "UnconfirmedFor", [m.Title, m.Name, m.Organisation], Act(m, "Confirm", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Unconfirmed"), Safe(m)),
        AlreadySigned m => Say(m, "Already", [m.Title], Act(m, "Already", m.Link), Code(m), Note(m, "Already"), Safe(m)),
        InvitationToSign m => Say(m, "Invitation", [m.Title, m.Contact, m.Organisation], Act(m, "Invitation", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Note(m, "Invitation"), Safe(m)),
        ReminderToSign m => Say(m, "Reminder", [m.Title, m.Contact, m.Organisation], Act(m, "Invitation", m.Link), Code(m), Deadline(m, m.ClosesAt, m.TimeZone), Note(m, "Reminder"), Safe(m)),
        DeadlineChanged m => Say(m, $"Moved_{Direction(m)}", [m.Title], Moved(m), Act(m, m.Reader switch { DeadlineReader.Signed => "Already", DeadlineReader.Invited => "Invitation", _ => "Confirm" }, m.Link), Code(m), Note(m, $"Moved_{m.Reader}")),
        ApprovalNeeded m => Say(m, "Approval", [m.Title], Text(m, "Signed", Signed(m.Language, m.Count)), Thresholds(m), m.Second ? Text(m, "Approval_Second") : null, Others(m, m.Conditions), Act(m, "Approval", m.DeskLink), Note(m, "Approval")),
        SecondApprovalAsked m => Say(m, m.Again ? "SecondAgain" : m.Asker is null ? "SecondByRule" : "Second", [m.Title, m.Asker, m.Letters, When(m.AskedAt, m.TimeZone, m)], Text(m, "Signed", Signed(m.Language, m.Count)), Act(m, "Second", m.DeskLink), Note(m, "Second")),
        SecondApprovalAwaited m => Say(m, "SecondAwaited", [m.Title], Text(m, "Signed", Signed(m.Language, m.Count)), Act(m, "SecondAwaited", m.DeskLink), Note(m, "SecondAwaited")),
        SecondApprovalRefused m => Say(m, "SecondRefused", [m.Title, m.Reason], Act(m, "SecondAwaited", m.DeskLink), Note(m, "SecondRefused")),
        DeadlineExtended m => Say(m, "Extended", [m.Title], Text(m, "Moved_Times", When(m.From, m.TimeZone, m), When(m.To, m.TimeZone, m)), Text(m, "Signed", Signed(m.Language, m.Conditions.Count)), Numbers(m, m.Conditions), Others(m, m.Conditions), Act(m, "Launched", m.DeskLink), Note(m, "Extended")),
        NothingSent m => Say(m, "NothingSent", [m.Title], Text(m, "Signed", Signed(m.Language, m.Conditions.Count)), Numbers(m, m.Conditions), Others(m, m.Conditions), Act(m, "Launched", m.DeskLink), Note(m, "NothingSent")),
        RoundWaits m => Say(m, "RoundWaits", [m.Title, m.Name], Text(m, "Signed", Signed(m.Language, m.Count)), Act(m, "Approval", m.DeskLink), Note(m, "RoundWaits")),
        DispatchReport m => Say(m, "Report", [m.Title], Text(m, "Signed", Signed(m.Language, m.Count)), Letters(m), Act(m, "Report", m.DeskLink), m.NeedAttention == 0 ? Note(m, "Report") : null),
        AlarmRaised m => Say(m, "Alarm", [m.Title is null ? AlarmWords.Everywhere : $"“{m.Title}”", AlarmWords.Say(m.Trouble)], AlarmSince(m), new MailBlock.Paragraph(AlarmWords.Help(m.Trouble)), Act(m, "Alarm", m.Link), Note(m, "Alarm")),
        ReviewAsked m => Say(m, "Review", [m.Title, m.Name], Act(m, "Review", m.Link), Deadline(m, m.Deadline, m.TimeZone), Note(m, "Review")),
        ReviewReminder m => Say(m, "ReviewReminder", [m.Title, m.Name], Act(m, "Review", m.Link), Deadline(m, m.Deadline, m.TimeZone), Note(m, "ReviewReminder")),
        ReviewRoundOver m => Say(m, "RoundOver", [m.Title, m.Approved, m.Objections, m.Silent], Act(m, "RoundOver", m.DeskLink), Note(m, "RoundOver")),
        OpeningStopped m => Say(m, m.ByObjection ? "OpeningObjected" : "OpeningRefused", [m.Title], Act(m, "RoundOver", m.DeskLink), Note(m, "Opening")),
        CampaignCancelled m => Say(m, m.HasSent ? "CancelledLate" : "Cancelled", [m.Title]),
        UpdateToSignatory m => Update(m),
        CampaignNotSent m => Say(m, m.HasSent ? "NotSentLate" : "NotSent", [m.Title]),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "No words for this kind of message."),
    };

    /// <summary>Subject <c>Mail_{key}_Subject</c>, then the text <c>Mail_{key}</c>, then what there is of the rest.</summary>
    static MailContent Say(Message message, string key, ReadOnlySpan<object?> arguments, params MailBlock?[] rest) => new(
        SpokenLanguage.Of(message.Language).Tag,
        Texts.Get(message.Language, $"Mail_{key}_Subject", arguments),
        [new MailBlock.Paragraph(Texts.Get(message.Language, $"Mail_{key}", arguments)), .. rest.OfType<MailBlock>()],
        Texts.Get(message.Language, "Mail_Footer"))
    { Masthead = Texts.Get(message.Language, "Mail_Masthead") };

    /// <summary>What the coordinator wrote, in the language it was written in; around it, words in the reader's.</summary>
    static MailContent Update(UpdateToSignatory m)
    {
        var text = m.Text ?? throw new InvalidOperationException("An update has no words before it leaves.");
        return new(
            SpokenLanguage.Of(m.Language).Tag,
            text.Subject,
            [Text(m, "Update", m.Title), new MailBlock.Statement(text.Language, text.Markdown), Act(m, "Update", m.Page)],
            Texts.Get(m.Language, "Mail_Update_Footer"))
        {
            Masthead = Texts.Get(m.Language, "Mail_Masthead"),
            Stop = new(Texts.Get(m.Language, "Mail_Update_Stop"), m.Link),
        };
    }

    static MailBlock.Paragraph Text(Message message, string key, params ReadOnlySpan<object?> arguments) =>
        new(Texts.Get(message.Language, $"Mail_{key}", arguments));

    static MailBlock.Action Act(Message message, string key, string link) => new(Texts.Get(message.Language, $"Mail_{key}_Act"), link);

    static MailBlock.Note Note(Message message, string key) => new(Texts.Get(message.Language, $"Mail_{key}_Note"));

    /// <summary>In words and not as a link: a mail has one link, and this is for those whose links break.</summary>
    internal static MailBlock.Note? Code(MessageToSignatory m) => m.Code is { } code ? new(Texts.Get(m.Language, "Mail_Code", code.Page, code.Code)) : null;

    /// <summary>In the campaign's zone and in UTC, and on the reader's clock where that is known and shows another time.</summary>
    internal static MailBlock Deadline(Message message, DateTimeOffset? closesAt, string zone)
    {
        if (closesAt is not { } closes) return Text(message, "NoDeadline");
        var there = OnReadersClock(message as MessageToSignatory, closes, zone) is { } clock ? "\n" + Texts.Get(message.Language, "Mail_Deadline_Reader", clock) : "";
        return new MailBlock.Date(Texts.Get(message.Language, "Mail_Deadline", When(closes, zone, message)) + there);
    }

    static string? OnReadersClock(MessageToSignatory? m, DateTimeOffset at, string zone) =>
        m?.ReaderZone is { } own && Moment.In(own, at, m.Language) != Moment.In(zone, at, m.Language) ? $"{Moment.In(own, at, m.Language)} ({Place(own, at, m)})" : null;

    /// <summary>For people who are afraid, in words and not as a link, as <see cref="Code"/>.</summary>
    static MailBlock.Note? Safe(MessageToSignatory m) =>
        m.Code is { } code ? new(Texts.Get(m.Language, "Mail_Safe", code.Page[..(code.Page.LastIndexOf('/') + 1)] + "safe")) : null;

    internal static MailBlock.Paragraph? Grace(Message message, DateTimeOffset? until, string zone) =>
        until is { } end ? Text(message, "Grace", When(end, zone, message)) : null;

    /// <summary>The old and the new deadline.</summary>
    internal static MailBlock.Date Moved(DeadlineChanged m)
    {
        var times = m.From is { } from
            ? Texts.Get(m.Language, "Mail_Moved_Times", When(from, m.TimeZone, m), When(m.To, m.TimeZone, m))
            : Texts.Get(m.Language, "Mail_Moved_Time", When(m.To, m.TimeZone, m));
        return new(OnReadersClock(m, m.To, m.TimeZone) is { } clock ? $"{times}\n{Texts.Get(m.Language, "Mail_Moved_Reader", clock)}" : times);
    }

    static string Direction(DeadlineChanged m) => m.From is not { } from ? "Set" : m.To > from ? "Later" : "Earlier";

    static MailBlock.Paragraph Times(CampaignLaunched m) => m.ClosesAt is { } closes
        ? Text(m, "Launched_Times", When(m.OpensAt, m.TimeZone, m), When(closes, m.TimeZone, m))
        : Text(m, "Launched_Opening", When(m.OpensAt, m.TimeZone, m));

    static MailBlock.Paragraph AlarmSince(AlarmRaised m) => Text(m, "Alarm_Since", When(m.Trouble.Since, "UTC", m), When(m.SeenAt, "UTC", m));

    /// <summary>In the campaign's zone with its name, then in UTC: <c>Friday 14 November 2025, 18:00 (Warsaw, UTC+01:00; 17:00 UTC)</c>.</summary>
    static string When(DateTimeOffset instant, string zone, Message message)
    {
        var utc = Moment.InUtc(zone, instant, message.Language);
        var places = Place(zone, instant, message) + (utc.Length == 0 ? "" : Typeset.Semicolon(SpokenLanguage.Of(message.Language)) + utc);
        return $"{Moment.In(zone, instant, message.Language)} ({places})";
    }

    static string Place(string zone, DateTimeOffset instant, Message message) => Typeset.Isolated(SpokenLanguage.Of(message.Language), Moment.Zone(zone, instant));

    /// <summary><c>37 organisations and 4 people from 18 countries</c>.</summary>
    internal static string Signed(string language, Count count)
    {
        var who = Texts.Counted(language, "Organisations", count.Organisations);
        if (count is { Organisations: 0, Individuals: > 0 }) who = Texts.Counted(language, "Individuals", count.Individuals);
        else if (count.Individuals > 0) who += Texts.Get(language, "And") + Texts.Counted(language, "Individuals", count.Individuals);
        return $"{who} {Texts.Counted(language, "FromCountries", count.Countries)}";
    }

    static MailBlock.Paragraph? Thresholds(ApprovalNeeded m) =>
        m.MinimumSignatures is not null || m.MinimumCountries is not null ? Minimum(m, m.MinimumSignatures, m.MinimumCountries)
        : m.Conditions is { MaximumObjections: not null } or { Missing.Count: > 0 } ? null : Text(m, "Approval_Always");

    static MailBlock.Paragraph? Numbers(Message m, MissedConditions said) =>
        said.MinimumSignatures is null && said.MinimumCountries is null ? null : Minimum(m, said.MinimumSignatures, said.MinimumCountries);

    static MailBlock.Paragraph Minimum(Message m, int? signatures, int? countries)
    {
        string Number(int? minimum) => minimum?.ToString(CultureInfo.InvariantCulture) ?? "–";
        return Text(m, "Approval_Thresholds", Number(signatures), Number(countries));
    }

    /// <summary>The conditions besides the numbers, as far as there are any.</summary>
    static MailBlock.Paragraph? Others(Message m, MissedConditions? said)
    {
        List<string> lines = [];
        if (said?.MaximumObjections is { } most) lines.Add(Texts.Get(m.Language, "Mail_Condition_Objections", said.Objections, most));
        if (said is { Missing.Count: > 0 }) lines.Add(Texts.Get(m.Language, "Mail_Condition_Missing", string.Join(Typeset.Semicolon(SpokenLanguage.Of(m.Language)), said.Missing)));
        return lines.Count == 0 ? null : new(string.Join('\n', lines));
    }

    static MailBlock.Paragraph Letters(DispatchReport m) =>
        m.NeedAttention == 0 ? Text(m, "Report_Letters", m.Letters, m.Accepted) : Text(m, "Report_Attention", m.Letters, m.Accepted, m.NeedAttention);
}
