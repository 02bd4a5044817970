using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Letters.Evidence;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>The evidence bundle of the letters that left: a zip to keep, streamed. 409 before the letters have left and after the purge.</summary>
public sealed class EvidenceDoor(Guard guard, CampaignReading campaigns, EvidenceBundle bundle, Texts texts)
{
    [Function("Evidence")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/evidence.zip")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
        {
            if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return await campaigns.NotFoundAsync(request);
            var round = LetterReading.RoundIn(request);
            if (!EvidenceBundle.IsThere(campaign, round)) return await NoneAsync(request, staff, campaign);
            request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"evidence-{id}{(round == Plan.FirstRound ? "" : $"-{round}")}.zip\"";
            return Results.Stream(body => HttpMethods.IsHead(request.Method) ? Task.CompletedTask : bundle.WriteAsync(campaign, body, round, cancellation), "application/zip");
        }, cancellation);

    async Task<IResult> NoneAsync(HttpRequest request, Staff staff, Campaign campaign)
    {
        var why = texts[campaign.Phase == Phase.Archived ? "Refusal_Archived" : "Refusal_NotDispatched"];
        if (request.WantsJson()) return Problem.Of(StatusCodes.Status409Conflict, why);
        return await request.PageAsync(new StaffNoticeView(staff, texts["Evidence_None"], why), StatusCodes.Status409Conflict);
    }
}
