using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>What comes after the form: look into your mail, or have the mail sent again. The answer is the same for every address.</summary>
public sealed class CheckMailDoor(CampaignReading reading, SignPages pages, SignatureBook book, Texts texts)
{
    [Function("CheckMail")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/{id}/check-mail")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        await reading.FindAsync(id, cancellation) is { } campaign
            ? await request.PageAsync(new CheckMailView(campaign, pages.Form(Path(id)), Again: request.Query.ContainsKey("again")))
            : await reading.NotFoundAsync(request);

    [Function("ResendMail")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaigns/{id}/check-mail")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, Path(id));
        if (await reading.FindAsync(id, cancellation) is not { } campaign) return await reading.NotFoundAsync(request);
        var typed = new FieldReader(posted.Fields);
        var email = typed.Email("email");
        if (!pages.IsOurs(request, posted, Path(id))) return await AgainAsync(request, campaign, posted, []);
        if (typed.Errors.Count > 0) return await AgainAsync(request, campaign, posted, typed.Errors);
        await book.ResendAsync(campaign, email.Address, cancellation);
        return request.SeeOther(Path(id) + "?again");
    }

    async Task<IResult> AgainAsync(HttpRequest request, Campaign campaign, PostedForm posted, IReadOnlyList<FieldError> errors)
    {
        var expired = errors.Count == 0;
        var status = expired ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity;
        if (request.WantsJson()) return expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, errors, status);
        var form = pages.Form(Path(campaign.Id)) with { Values = posted.Fields, Errors = [.. errors], Expired = expired };
        return await request.PageAsync(new CheckMailView(campaign, form, Again: false), status);
    }

    static string Path(string id) => $"/campaigns/{id}/check-mail";
}
