using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
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
        if (await FindAsync(request, id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"signatories-{id}.csv\"";
        const string type = "text/csv; charset=utf-8";
        if (campaign.List is not null)
            return Results.Stream(body => SignatoryRows.WriteCsvAsync(body, book.PublishedLinesAsync(campaign, cancellation), cancellation), type);
        var list = await ListAsync(campaign, cancellation);
        return Results.Stream(body => SignatoryRows.WriteCsvAsync(body, list, cancellation), type);
    }

    /// <summary>A line each. Once the list is frozen, with what its leaf is made of, in the order of the leaves.</summary>
    [Function("SignatoriesJson")]
    public async Task<IResult> Json(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/signatories.json")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        if (await FindAsync(request, id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        return campaign.List is null
            ? Results.Json(SignatoryRows.Of(await ListAsync(campaign, cancellation)))
            : Results.Json(SignatoryRows.Of(book.PublishedLinesAsync(campaign, cancellation)), ProofJson.Lines);
    }

    /// <summary>The frozen list with all that is needed to check it, or the list as it stood in the round of letters that <c>round</c> names; there is none before.</summary>
    [Function("PublishedList")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/list.json")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var round = Coordinators.Letters.LetterReading.RoundIn(request);
        if ((await FindAsync(request, id, cancellation))?.AsOf(round) is not { List: { } list } campaign || (round != Plan.FirstRound && (campaign.InRound != round || campaign.IsUnderEmbargo(time.GetUtcNow()))))
            return await reading.NotFoundAsync(request);
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"list-{id}{(round == Plan.FirstRound ? "" : $"-{round}")}.json\"";
        return Results.Json(PublishedListFile.Of(campaign, list, book, cancellation), ProofJson.Compact);
    }

    async Task<(Campaign Campaign, IReadOnlyList<ListedSignatory> List)?> ReadAsync(HttpRequest request, string id, CancellationToken cancellation) =>
        await FindAsync(request, id, cancellation) is { } campaign ? (campaign, await ListAsync(campaign, cancellation)) : null;

    async Task<Campaign?> FindAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        var campaign = await reading.FindAsync(id, cancellation);
        if (campaign is not null) request.IsPublic();
        return campaign;
    }

    async Task<IReadOnlyList<ListedSignatory>> ListAsync(Campaign campaign, CancellationToken cancellation) =>
        campaign.IsUnderEmbargo(time.GetUtcNow()) ? [] : await book.PublicListAsync(campaign, cancellation);
}
