using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>Withdrawing a signature, and saying no: each a page with one button, as signing is.</summary>
public sealed class TakeBackDoor(SignPages pages, SignatureBook book)
{
    [Function("WithdrawPage")]
    public async Task<IResult> GetWithdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/withdraw")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var link = await book.LookAsync(token, cancellation);
        return link.CanWithdraw ? await pages.TakeBackAsync(request, token, link, "Withdraw") : await NoWithdrawalAsync(request, token, link, cancellation);
    }

    [Function("Withdraw")]
    public async Task<IResult> PostWithdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/{token}/withdraw")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, $"/sign/{token}/withdraw");
        var link = await book.LookAsync(token, cancellation);
        if (!link.CanWithdraw) return await NoWithdrawalAsync(request, token, link, cancellation);
        if (!pages.IsOurs(request, posted, $"/sign/{token}/withdraw")) return await pages.TakeBackAsync(request, token, link, "Withdraw", expired: true);
        var after = await book.WithdrawAsync(token, cancellation);
        return after.State is SignLinkState.Withdrawn or SignLinkState.WithdrawnLate ? request.SeeOther($"/sign/{token}") : await NoWithdrawalAsync(request, token, after, cancellation);
    }

    [Function("DeclinePage")]
    public async Task<IResult> GetDecline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/decline")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var link = await book.LookAsync(token, cancellation);
        return MayDecline(link) ? await pages.TakeBackAsync(request, token, link, "Decline") : await pages.ShowAsync(request, token, link, cancellation);
    }

    [Function("Decline")]
    public async Task<IResult> PostDecline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/{token}/decline")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, $"/sign/{token}/decline");
        var link = await book.LookAsync(token, cancellation);
        if (!MayDecline(link)) return await pages.ShowAsync(request, token, link, cancellation);
        if (!pages.IsOurs(request, posted, $"/sign/{token}/decline")) return await pages.TakeBackAsync(request, token, link, "Decline", expired: true);
        var after = await book.DeclineAsync(token, cancellation);
        return after.State == SignLinkState.Declined ? request.SeeOther($"/sign/{token}") : await pages.ShowAsync(request, token, after, cancellation);
    }

    // Whoever has signed withdraws instead; the book would not take a "no" from them.
    static bool MayDecline(SignLink link) => link.State == SignLinkState.Ready;

    Task<IResult> NoWithdrawalAsync(HttpRequest request, string token, SignLink link, CancellationToken cancellation) =>
        link.State is SignLinkState.Signed or SignLinkState.InVetting
            ? pages.NoticeAsync(request, link, "Frozen", StatusCodes.Status409Conflict)
            : pages.ShowAsync(request, token, link, cancellation);
}
