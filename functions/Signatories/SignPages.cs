using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Signatories;

/// <summary>Chooses the page for what a link means, with its status.</summary>
public sealed class SignPages(CampaignReading reading, SignatureBook book, FormTokens tokens, ScriptKey key, Texts texts, TimeProvider time)
{
    /// <summary>What was typed, and what is wrong with it.</summary>
    public sealed record Typed(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<FieldError> Errors, bool Expired);

    /// <summary>JSON cannot come from another site's form and no cookie opens these doors: only forms need the hidden input.</summary>
    public bool IsOurs(HttpRequest request, PostedForm posted, string action) =>
        posted.Json is not null || key.IsWith(request) || tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), action, "");

    /// <summary>An empty form that is posted to a path of ours.</summary>
    public FormState Form(string action) => new(action, tokens.Create(action, ""));

    /// <summary>Those who withdrew, or said no to an invitation, may think again while the window is open.</summary>
    public static bool CanSign(SignLink link) =>
        link.State is SignLinkState.Ready or SignLinkState.Withdrawn || (link.State == SignLinkState.Declined && link.Invitation is not null);

    /// <param name="thanks">True right after signing: the page thanks instead of saying "you have signed".</param>
    public async Task<IResult> ShowAsync(HttpRequest request, string token, SignLink link, CancellationToken cancellation, bool thanks = false)
    {
        if (HasReceipt(link)) return await ReceiptAsync(request, token, link, Form(UpdatesPath(token)), cancellation, thanks);
        if (link.State == SignLinkState.Ready) return request.WantsJson() ? Json(link) : await AskAsync(request, token, link, null, cancellation);
        var status = (link.State, HttpMethods.IsPost(request.Method)) switch
        {
            (SignLinkState.Invalid, _) => StatusCodes.Status404NotFound,
            (SignLinkState.TooLate or SignLinkState.Cancelled or SignLinkState.Purged, _) => StatusCodes.Status410Gone,
            (_, true) => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status200OK,
        };
        var what = link switch
        {
            { State: SignLinkState.Declined, Invitation: null } => "NotMe",
            { State: SignLinkState.TooLate, Campaign: { } campaign } when Conditions.IsBeingDecided(campaign, time.GetUtcNow()) => "BeingDecided",
            // The line of somebody who had themselves removed after the letters had left is still counted.
            { State: SignLinkState.Erased, Signature.State: SignatureState.Confirmed } => "ErasedAfter",
            _ => link.State.ToString(),
        };
        return await NoticeAsync(request, link, what, status, MaySignAgain(link) ? $"/sign/{token}/again" : null, token);
    }

    /// <param name="updates">The receipt's form, with what is wrong with it, if anything.</param>
    public async Task<IResult> ReceiptAsync(HttpRequest request, string token, SignLink link, FormState updates, CancellationToken cancellation, bool thanks = false)
    {
        var status = updates switch { { Expired: true } => StatusCodes.Status400BadRequest, { HasErrors: true } => StatusCodes.Status422UnprocessableEntity, _ => StatusCodes.Status200OK };
        if (!request.WantsJson()) return await request.PageAsync(new ReceiptView(link, token, thanks, await book.ReceiptAsync(token, cancellation), updates), status);
        return updates.Expired ? Problem.Of(status, texts["Expired_Title"]) : updates.HasErrors ? Problem.Of(texts, updates.Errors) : Json(link);
    }

    /// <summary>Whether the link leads to a receipt.</summary>
    public static bool HasReceipt(SignLink link) => link.State is SignLinkState.Signed or SignLinkState.InVetting;

    public static string UpdatesPath(string token) => $"/sign/{token}/updates";

    /// <summary>The page with the one button.</summary>
    public async Task<IResult> AskAsync(HttpRequest request, string token, SignLink link, Typed? typed, CancellationToken cancellation)
    {
        if (typed is not null && request.WantsJson())
            return typed.Expired ? Problem.Of(StatusCodes.Status400BadRequest, texts["Expired_Title"]) : Problem.Of(texts, typed.Errors);
        var action = $"/sign/{token}";
        var form = new FormState(action, tokens.Create(action, ""));
        if (typed is not null) form = form with { Values = typed.Fields, Errors = [.. typed.Errors], Expired = typed.Expired && typed.Errors.Count == 0 };
        var statement = await reading.TextAsync(link.Campaign!, request, cancellation);
        var status = typed switch { null => 200, { Expired: true } => StatusCodes.Status400BadRequest, _ => StatusCodes.Status422UnprocessableEntity };
        return await request.PageAsync(new ConfirmView(link, token, statement, form, time.GetUtcNow())
        {
            Colleagues = await book.ColleaguesAsync(link, cancellation),
        }, status);
    }

    /// <summary>The page that asks before something is taken back. <paramref name="what"/> is Withdraw or Decline.</summary>
    public async Task<IResult> TakeBackAsync(HttpRequest request, string token, SignLink link, string what, bool expired = false)
    {
        if (request.WantsJson()) return Asked(link, expired);
        var action = $"/sign/{token}/{what.ToLowerInvariant()}";
        var form = new FormState(action, tokens.Create(action, "")) { Expired = expired };
        return await request.PageAsync(new TakeBackView(link, token, what, form), expired ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>Says what a link means, from the texts <c>Link_{what}_Title</c> and <c>Link_{what}_Text</c>.</summary>
    /// <param name="token">Where the page shall lead to the person's own data.</param>
    public async Task<IResult> NoticeAsync(HttpRequest request, SignLink link, string what, int status, string? again = null, string? token = null)
    {
        var title = texts[$"Link_{what}_Title"];
        if (request.WantsJson()) return status < 400 ? Json(link) : Problem.Of(status, title);
        return await request.PageAsync(new LinkNoticeView(link, what, again) { Token = HasData(link) ? token : null }, status);
    }

    /// <summary>Whether anything of the person can still be shown and removed.</summary>
    public static bool HasData(SignLink link) => link.Campaign is not null && link.State is not (SignLinkState.Purged or SignLinkState.Erased or SignLinkState.Invalid);

    public async Task<IResult> AskToEraseAsync(HttpRequest request, string token, SignLink link, bool expired = false)
    {
        if (request.WantsJson()) return Asked(link, expired);
        var action = $"/sign/{token}/erase";
        var form = new FormState(action, tokens.Create(action, "")) { Expired = expired };
        return await request.PageAsync(new EraseView(link, token, form), expired ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    public Task<IResult> RefusedAsync(HttpRequest request, int status, string back) => reading.RefusedAsync(request, status, back);

    public bool MaySignAgain(SignLink link) => CanSign(link) && link.Campaign?.TakesSignatures(time.GetUtcNow()) == true;

    IResult Asked(SignLink link, bool expired) => expired ? Problem.Of(StatusCodes.Status400BadRequest, texts["Expired_Title"]) : Json(link);

    static IResult Json(SignLink link) => Results.Json(new
    {
        state = link.State.ToString().ToLowerInvariant(),
        campaign = link.Campaign?.Id,
        link.Campaign?.Title,
        link.Campaign?.ClosesAt,
        link.Campaign?.GraceUntil,
        link.Campaign?.TimeZone,
        signedAt = link.Signature?.ConfirmedAt,
        link.CanWithdraw,
        updates = link.GetsUpdates,
    });
}
