using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Campaigns.Updates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>
/// The link in an update: it ends the updates to one person and can do nothing else, so a mail that is passed on puts no signature at risk. Looking changes
/// nothing. A POST as mail programs send it (RFC 8058), without cookie or hidden input, ends them; the page's button sends the same.
/// </summary>
public sealed class UpdatesDoor(SignPages pages, SignatureBook book, UpdateStore updates, Texts texts)
{
    public const string Field = "List-Unsubscribe";
    public const string OneClick = "One-Click";

    [Function("Updates")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "updates/{token}")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await ShowAsync(request, token, await book.LookAtUpdatesAsync(token, cancellation), StatusCodes.Status200OK, cancellation);

    [Function("StopUpdates")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "updates/{token}")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, $"/updates/{token}");
        var isMeant = posted.Fields.GetValueOrDefault(Field) == OneClick;
        var link = isMeant ? await book.StopUpdatesAsync(token, cancellation) : await book.LookAtUpdatesAsync(token, cancellation);
        return await ShowAsync(request, token, link, isMeant ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, cancellation); // never led elsewhere: mail services do not follow
    }

    async Task<IResult> ShowAsync(HttpRequest request, string token, UpdatesLink link, int status, CancellationToken cancellation)
    {
        if (link.Campaign is not { Phase: not Phase.Archived } campaign)
            return await pages.ShowAsync(request, token, new(link.Campaign is null ? SignLinkState.Invalid : SignLinkState.Purged, link.Campaign, null, null, false), cancellation);
        if (request.WantsJson()) return Results.Json(new { campaign = campaign.Id, campaign.Title, updates = link.IsOn }, statusCode: status);
        var latest = await updates.TextsAsync(campaign, link.Latest, cancellation);
        return await request.PageAsync(new UpdatesView(campaign, token, link.IsOn, latest.Count > 0 ? UpdateText.For(latest, texts.Language) : null), status);
    }
}

/// <summary>Whether updates come, how to end them, and the latest: for those whose mail names nothing it stands only here.</summary>
public sealed record UpdatesView(Campaign Campaign, string Token, bool IsOn, UpdateText? Latest) : IView<UpdatesPage>;
