using Campaigns.Functions.Doors;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>Asking for updates, or for no more of them, on the receipt: as long as anything is stored of the person.</summary>
public sealed class UpdatesChoiceDoor(SignPages pages, SignatureBook book)
{
    [Function("UpdatesChoice")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/updates")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await pages.ShowAsync(request, token, await book.LookAsync(token, cancellation), cancellation);

    [Function("ChooseUpdates")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/{token}/updates")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        var form = pages.Form(SignPages.UpdatesPath(token)) with { Values = posted.Fields };
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, form.Action);
        var link = await book.LookAsync(token, cancellation);
        if (!SignPages.HasReceipt(link)) return await pages.ShowAsync(request, token, link, cancellation);
        if (!pages.IsOurs(request, posted, form.Action)) return await pages.ReceiptAsync(request, token, link, form with { Expired = true }, cancellation);
        var read = posted.Check(SignatureForm.ReadUpdates(posted.Fields), ["updates"]);
        if (!read.IsValid || read.Value.Wanted is not { } wanted)
            return await pages.ReceiptAsync(request, token, link, form with { Errors = read.IsValid ? [new("updates", "Required")] : read.Errors }, cancellation);
        await book.ChooseUpdatesAsync(token, wanted, cancellation);
        return request.SeeOther($"/sign/{token}#updates");
    }
}
