using System.Text;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>The public list, as a page and for programs. Nothing is listed while the campaign is under embargo.</summary>
public sealed class SignatoriesDoor(CampaignReading reading, SignatureBook book, TimeProvider time)
{
    [Function("Signatories")]
    public async Task<IResult> Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/signatories")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (request.WantsJson()) return await Json(request, id, cancellation);
        if (await ReadAsync(request, id, cancellation) is not var (campaign, list)) return await reading.NotFoundAsync(request);
        var count = campaign.FinalCount ?? await book.CountAsync(campaign, cancellation);
        return await request.PageAsync(new SignatoriesView(campaign, count, list, campaign.IsUnderEmbargo(time.GetUtcNow())));
    }

    [Function("SignatoriesCsv")]
    public async Task<IResult> Csv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/signatories.csv")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await ReadAsync(request, id, cancellation) is not var (_, list)) return await reading.NotFoundAsync(request);
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"signatories-{id}.csv\"";
        return Results.Text(SignatoryRows.Csv(list), "text/csv; charset=utf-8", new UTF8Encoding(false));
    }

    [Function("SignatoriesJson")]
    public async Task<IResult> Json(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/signatories.json")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await ReadAsync(request, id, cancellation) is var (_, list)
            ? Results.Json(SignatoryRows.Of(list))
            : await reading.NotFoundAsync(request);

    async Task<(Campaign Campaign, IReadOnlyList<ListedSignatory> List)?> ReadAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return null;
        request.IsPublic();
        return (campaign, campaign.IsUnderEmbargo(time.GetUtcNow()) ? [] : await book.PublicListAsync(campaign, cancellation));
    }
}
