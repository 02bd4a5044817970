using Campaigns.Functions.Doors;
using Campaigns.Letters;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>The poster to print and hang up.</summary>
public sealed class PosterDoor(CampaignReading reading, SignatureBook book, CampaignsOptions options, TimeProvider time)
{
    static readonly LetterCounts NotShown = new(0, 0, 0, 0, 0);

    [Function("Poster")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/poster")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        request.IsPublic();
        var count = campaign.FinalCount ?? await book.CountAsync(campaign, cancellation);
        return await request.PageAsync(new PosterView(new CampaignView(campaign, time.GetUtcNow(), count, NotShown), $"{options.BaseUrl}/campaigns/{id}"));
    }
}
