using System.Net;
using Campaigns.Language;
using Campaigns.Mail;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Rehearsals;

/// <summary>Sends a rehearsal's mails, each marked as such, to the one person who rehearses.</summary>
public sealed class RehearsalMail(Mailer mailer, CampaignsOptions options)
{
    /// <returns>How many went out. What the mail service does not take is left out: the page shows all of them.</returns>
    public async Task<int> SendAsync(RehearsalReport report, string coordinator, CancellationToken cancellation = default)
    {
        var sent = 0;
        foreach (var mail in report.Mails.Take(Limits.RehearsedMails))
            if (await mailer.SendAsync(Marked(mail, coordinator, report.Campaign), cancellation) is MailResult.Accepted) sent++;
        return sent;
    }

    SendGridMessage Marked(RehearsedMail mail, string coordinator, Campaign campaign)
    {
        var (zone, language) = (campaign.TimeZone, campaign.DeskLanguage);
        var mark = Texts.Get(language, "Rehearsal_Mark", mail.To, $"{Moment.In(zone, mail.At, language)} ({Moment.Zone(zone, mail.At)})");
        var message = new SendGridMessage();
        message.SetFrom(options.MailFrom, options.MailFromName);
        message.AddTo(coordinator);
        message.SetSubject(Texts.Get(language, "Rehearsal_Subject", mail.Subject));
        message.AddContent(MimeType.Text, $"{mark}\n\n{mail.Text}");
        var body = mail.Html.IndexOf('>', Math.Max(0, mail.Html.IndexOf("<body", StringComparison.OrdinalIgnoreCase))) + 1;
        message.AddContent(MimeType.Html, mail.Html.Insert(body, $"<p><strong>{WebUtility.HtmlEncode(mark)}</strong></p>"));
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        if (mail.File is var (name, bytes)) message.AddAttachment(name, Convert.ToBase64String(bytes), "application/pdf", "attachment");
        return message;
    }
}
