using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures.Proof;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>Checks receipts and lists for anybody, from anywhere; stores nothing, so the form needs no token.</summary>
public sealed class VerifyDoor(Verification verification, CampaignReading reading, Texts texts)
{
    static readonly byte[] TheScript = Resources.Read("verify.mjs");

    [Function("Verify")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "verify")] HttpRequest request)
    {
        request.IsPublic();
        return await request.PageAsync(new VerifyView("", null));
    }

    /// <remarks>Fields: <c>receipt</c>, or the file <c>receiptFile</c>; <c>list</c>, or the file <c>listFile</c>. In JSON the values may be the
    /// receipt and the list themselves.</remarks>
    [Function("CheckReceipt")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "verify")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.VerifyBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, "/verify");
        var receipt = Field(posted, "receipt");
        var findings = await verification.CheckAsync(receipt, Field(posted, "list"), cancellation);
        if (request.WantsJson()) return Json(findings);
        return await request.PageAsync(new VerifyView(receipt, findings));
    }

    [Function("VerifyScript")]
    public IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "verify/script")] HttpRequest request)
    {
        request.IsPublic();
        return Results.Bytes(TheScript, "text/plain; charset=utf-8", "verify.mjs");
    }

    static string Field(PostedForm posted, string name) =>
        posted.Fields.GetValueOrDefault(name + "File") is { Length: > 0 } file ? file
        : posted.Fields.GetValueOrDefault(name) is { Length: > 0 } typed ? typed
        : posted.Json?.TryGetProperty(name, out var value) == true ? value.GetRawText()
        : "";

    IResult Json(Findings findings) => Results.Json(new
    {
        holds = findings.Hold,
        // At once: while an answer is written, the language is no longer set.
        findings = findings.All.Select(finding => new { finding.What, finding.Holds, says = texts["Verify_" + finding.What, [.. finding.Arguments]] }).ToArray(),
    });
}
