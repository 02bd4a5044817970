using Campaigns.Functions.Doors;
using Campaigns.Letters;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>The one page that other sites may put into a frame. It has no form: whoever wants to sign goes to the campaign's own page, in a window of its own.</summary>
public sealed class EmbedDoor(CampaignReading reading, SignatureBook book, LetterLedger ledger, TimeProvider time)
{
    [Function("Embed")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/embed")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        request.IsPublic();
        request.AllowFrames();
        var count = campaign.FinalCount ?? await book.CountAsync(campaign, cancellation);
        return await request.PageAsync(new EmbedView(new CampaignView(campaign, time.GetUtcNow(), count, await ledger.CountAsync(campaign, cancellation))));
    }
}
