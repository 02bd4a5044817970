using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Pages.Charts;
using Campaigns.Letters;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>A campaign's public page.</summary>
public sealed class CampaignDoor(CampaignReading reading, SignatureBook book, LetterLedger ledger, FormTokens tokens, TimeProvider time)
{
    [Function("Campaign")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        request.IsPublic();
        var count = campaign.FinalCount ?? await book.CountAsync(campaign, cancellation);
        var letters = await ledger.CountAsync(campaign, cancellation);
        var left = await book.LeftAsync(campaign, cancellation);
        if (request.WantsJson()) return Json(campaign, count, left, letters);

        var now = time.GetUtcNow();
        var hidden = campaign.IsUnderEmbargo(now);
        var action = $"/campaigns/{id}/signatures";
        return await request.PageAsync(new CampaignView(campaign, now, count, letters)
        {
            Left = left,
            Statement = hidden ? null : await reading.TextAsync(campaign, request, cancellation),
            Progress = hidden || campaign.OpenedAt is null ? null : new ProgressView(campaign, now, count, await book.ProgressAsync(campaign, cancellation)),
            Signatories = hidden ? [] : await book.PublicListAsync(campaign, cancellation),
            Form = campaign.TakesSignatures(now) && !hidden ? new FormState(action, tokens.Create(action, "")) : null,
        });
    }

    static IResult Json(Campaign campaign, Count count, int left, LetterCounts letters) => Results.Json(new
    {
        campaign.Id,
        campaign.Title,
        state = campaign.Phase.ToString().ToLowerInvariant(),
        campaign.OpensAt,
        campaign.ClosesAt,
        campaign.TimeZone,
        count.Organisations,
        count.Countries,
        count.Individuals,
        withdrawnAfterDispatch = left,
        campaign.TextHash,
        campaign.List,
        keptUntil = Retention.EndsAt(campaign),
        purgedAt = campaign.Purge?.CompletedAt,
        letters = new { letters.Total, letters.Accepted, letters.Delivered, letters.Bounced, letters.Failed },
    });
}
