using Campaigns.Language;

namespace Campaigns.Mail;

/// <summary>
/// The words of messages to people whose mail is read by others: what to do and until when, and nothing about what it is. The
/// page behind the link says the rest.
/// </summary>
static class NeutralWords
{
    public static MailContent Write(MessageToSignatory message) => message switch
    {
        ConfirmSignature m => Say(m, "Confirm", Act(m, m.Link), MessageWords.Code(m), MessageWords.Deadline(m, m.ClosesAt, m.TimeZone), MessageWords.Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Confirm")),
        ReminderToConfirm m => Say(m, "Unconfirmed", Act(m, m.Link), MessageWords.Code(m), MessageWords.Deadline(m, m.ClosesAt, m.TimeZone), MessageWords.Grace(m, m.GraceUntil, m.TimeZone), Note(m, "Confirm")),
        AlreadySigned m => Say(m, "Already", Act(m, m.Link), MessageWords.Code(m)),
        InvitationToSign m => Say(m, "Invitation", Act(m, m.Link), MessageWords.Code(m), MessageWords.Deadline(m, m.ClosesAt, m.TimeZone), Note(m, "Invitation")),
        ReminderToSign m => Say(m, "Reminder", Act(m, m.Link), MessageWords.Code(m), MessageWords.Deadline(m, m.ClosesAt, m.TimeZone), Note(m, "Invitation")),
        DeadlineChanged m => Say(m, "Moved", MessageWords.Moved(m), Act(m, m.Link), MessageWords.Code(m)),
        CampaignCancelled m => Say(m, "Cancelled"),
        UpdateToSignatory m => Say(m, "Update", Act(m, m.Link)) with { Stop = new(Texts.Get(m.Language, "Mail_Neutral_Stop"), m.Link) },
        CampaignNotSent m => Say(m, "Cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "No neutral words for this kind of message."),
    };

    static MailContent Say(MessageToSignatory message, string key, params MailBlock?[] rest) => new(
        message.Language,
        Texts.Get(message.Language, $"Mail_Neutral_{key}_Subject"),
        [new MailBlock.Paragraph(Texts.Get(message.Language, $"Mail_Neutral_{key}")), .. rest.OfType<MailBlock>()],
        Texts.Get(message.Language, "Mail_Neutral_Footer"))
    { Neutral = true };

    static MailBlock.Action Act(Message message, string link) => new(Texts.Get(message.Language, "Mail_Neutral_Act"), link);

    static MailBlock.Note Note(Message message, string key) => new(Texts.Get(message.Language, $"Mail_Neutral_{key}_Note"));
}
