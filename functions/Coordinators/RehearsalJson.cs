using Campaigns.Rehearsals;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators;

/// <summary>A rehearsal for scripts.</summary>
static class RehearsalJson
{
    public static IResult Of(RehearsalReport report, int mailed) => Results.Json(new
    {
        report.Count.Organisations,
        report.Count.Countries,
        report.Count.Individuals,
        report.LeftOut,
        mailed,
        moments = report.Moments.Select(moment => new
        {
            moment.At,
            act = DeskJson.Word(moment.Act),
            step = moment.Step is { } step ? DeskJson.Word(step.Kind) : null,
            moment.Who,
            mails = moment.Mails.Select(mail => new { mail.To, mail.Subject, mail.Text, file = mail.File?.Name }),
        }),
    });
}
