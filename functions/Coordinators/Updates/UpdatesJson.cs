using Campaigns.Mail;
using Campaigns.Updates;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators.Updates;

/// <summary>Updates for scripts: the same facts as the page.</summary>
static class UpdatesJson
{
    public static IResult Of(UpdatesDeskView view, IReadOnlyList<UpdateText> report) => Results.Json(new
    {
        people = view.People,
        languages = view.Readers,
        nextAt = view.Campaign.Update?.NextAt,
        updates = view.Written.Select(update => Update(view, update)),
        report = report.Select(Text),
    });

    public static IResult Of(UpdatePreview preview) => Results.Json(new
    {
        seen = preview.Mark,
        mails = preview.Mails.Select(mail => new { mail.Language, mail.People, mail.Mail.Subject, text = MailText.Render(mail.Mail) }),
    });

    static object Update(UpdatesDeskView view, WrittenUpdate update)
    {
        var tally = view.Tallies.GetValueOrDefault(update.Number) ?? UpdateTally.Nothing;
        return new
        {
            update.Number,
            update.WrittenAt,
            update.Actor,
            underWay = update.Number == view.Campaign.Update?.Number && view.Campaign.IsUpdating,
            tally.Sent,
            tally.Waiting,
            notSent = tally.Left,
            tally.Refused,
            tally.Stopped,
            texts = update.Texts.Select(Text),
        };
    }

    static object Text(UpdateText text) => new { text.Language, text.Subject, text = text.Markdown };
}
