using System.Text;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>The receipt as files to keep. Whoever has the link has the receipt; nobody else gets it from here.</summary>
public sealed class ReceiptDoor(SignatureBook book, CampaignReading reading, Texts texts)
{
    [Function("ReceiptJson")]
    public async Task<IResult> Json(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/receipt.json")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await book.ReceiptAsync(token, cancellation) is { } receipt
            ? File(request, receipt, receipt.ToJson(), "json", "application/json; charset=utf-8")
            : await reading.NotFoundAsync(request);

    [Function("ReceiptText")]
    public async Task<IResult> Text(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/receipt.txt")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await book.ReceiptAsync(token, cancellation) is { } receipt
            ? File(request, receipt, ReceiptText.Of(receipt, texts), "txt", "text/plain; charset=utf-8")
            : await reading.NotFoundAsync(request);

    static IResult File(HttpRequest request, Receipt receipt, string content, string ending, string type)
    {
        request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"receipt-{receipt.Campaign}.{ending}\"";
        return Results.Text(content, type, new UTF8Encoding(false));
    }
}
