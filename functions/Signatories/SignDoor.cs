using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>
/// The page behind a link in a mail. Looking changes nothing, however often and by whomever: only a POST with the page's
/// hidden input signs, and no script or timer sends one.
/// </summary>
public sealed class SignDoor(SignPages pages, SignatureBook book)
{
    [Function("Sign")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await pages.ShowAsync(request, token, await book.LookAsync(token, cancellation), cancellation);

    [Function("ConfirmSignature")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/{token}")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, $"/sign/{token}");
        var ours = pages.IsOurs(request, posted, $"/sign/{token}");
        var updates = posted.Check(SignatureForm.ReadUpdates(posted.Fields), ["updates"]);
        if (ours && updates.IsValid && !SignatureBook.AsksForReply(token))
            return await AfterAsync(request, token, await book.ConfirmAsync(token, null, updates.Value.Wanted, cancellation), cancellation);
        var link = await book.LookAsync(token, cancellation);
        if (!SignPages.CanSign(link)) return await AfterAsync(request, token, link, cancellation);

        var reply = link.Invitation is null ? null : posted.Check(SignatureForm.ReadReply(link.Campaign!, posted.Fields), ["name", "role", "publication", "pseudonym"]);
        if (!ours || !updates.IsValid || reply is { IsValid: false })
            return await pages.AskAsync(request, token, link, new(posted.Fields, [.. reply?.Errors ?? [], .. updates.Errors], Expired: !ours), cancellation);
        return await AfterAsync(request, token, await book.ConfirmAsync(token, reply?.Value, updates.Value.Wanted, cancellation), cancellation);
    }

    /// <summary>The page with the button for somebody who had withdrawn or said no.</summary>
    [Function("SignAgain")]
    public async Task<IResult> Again(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/again")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var link = await book.LookAsync(token, cancellation);
        return pages.MaySignAgain(link) ? await pages.AskAsync(request, token, link, null, cancellation) : await pages.ShowAsync(request, token, link, cancellation);
    }

    [Function("Receipt")]
    public async Task<IResult> Receipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/receipt")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await pages.ShowAsync(request, token, await book.LookAsync(token, cancellation), cancellation, thanks: true);

    Task<IResult> AfterAsync(HttpRequest request, string token, SignLink link, CancellationToken cancellation) =>
        SignPages.HasReceipt(link)
            ? Task.FromResult(request.SeeOther($"/sign/{token}/receipt"))
            : pages.ShowAsync(request, token, link, cancellation);
}
