using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Functions.Doors;
using Campaigns.Privacy;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>What a person can ask for about themselves, with the link that their mail brought: to see everything, and to be removed.</summary>
public sealed class OwnDataDoor(SignPages pages, SignatureBook book, OwnData data, Erasure erasure)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file to read, in any script
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    [Function("OwnData")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/data.json")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        if (await data.ReadAsync(token, cancellation) is not { } own)
            return await pages.ShowAsync(request, token, await book.LookAsync(token, cancellation), cancellation);
        return Results.Json(own, Format);
    }

    [Function("ErasePage")]
    public async Task<IResult> GetErase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/erase")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var link = await book.LookAsync(token, cancellation);
        return SignPages.HasData(link) ? await pages.AskToEraseAsync(request, token, link) : await pages.ShowAsync(request, token, link, cancellation);
    }

    [Function("Erase")]
    public async Task<IResult> PostErase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/{token}/erase")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, $"/sign/{token}/erase");
        var link = await book.LookAsync(token, cancellation);
        // Somebody who was removed may press again: should the first attempt have been cut off, this one finishes it.
        if (!SignPages.HasData(link) && link.State != SignLinkState.Erased) return await pages.ShowAsync(request, token, link, cancellation);
        if (!pages.IsOurs(request, posted, $"/sign/{token}/erase")) return await pages.AskToEraseAsync(request, token, link, expired: true);
        var after = await erasure.EraseAsync(token, cancellation);
        return after.State == SignLinkState.Erased ? request.SeeOther($"/sign/{token}") : await pages.ShowAsync(request, token, after, cancellation);
    }
}
