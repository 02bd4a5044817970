using System.Text;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Sharing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>The deadline for people's calendars.</summary>
public sealed class DeadlineDoor(CampaignReading reading, Texts texts, CampaignsOptions options, TimeProvider time)
{
    [Function("Deadline")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/deadline.ics")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        var summary = texts["Calendar_Summary", campaign.TitleIn(texts.Language)];
        return DeadlineCalendar.Of(campaign, summary, $"{options.BaseUrl}/campaigns/{id}", time.GetUtcNow()) is { } file
            ? request.Validated(Encoding.UTF8.GetBytes(file), DeadlineCalendar.ContentType)
            : await reading.NotFoundAsync(request);
    }
}
