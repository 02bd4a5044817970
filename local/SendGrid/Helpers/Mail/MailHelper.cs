namespace SendGrid.Helpers.Mail;

/// <summary>Short ways to a message.</summary>
public class MailHelper
{
    /// <summary>One message to one recipient.</summary>
    public static SendGridMessage CreateSingleEmail(
        EmailAddress from, EmailAddress to, string subject, string? plainTextContent, string? htmlContent)
    {
        var message = new SendGridMessage { PlainTextContent = plainTextContent, HtmlContent = htmlContent };
        message.SetFrom(from);
        message.SetSubject(subject);
        message.AddTo(to);
        return message;
    }
}
