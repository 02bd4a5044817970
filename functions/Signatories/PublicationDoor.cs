using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>Choosing anew who may see the name, by the receipt's link, until the list is handed over with the letters.</summary>
public sealed class PublicationDoor(SignPages pages, SignatureBook book, Texts texts)
{
    static readonly string[] Fields = ["publication", "pseudonym"];

    [Function("PublicationPage")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sign/{token}/publication")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var link = await book.LookAsync(token, cancellation);
        return link.CanChange ? await request.PageAsync(new PublicationView(link, token, pages.Form(Path(token)))) : await NoChangeAsync(request, token, link, cancellation);
    }

    [Function("ChangePublication")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign/{token}/publication")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, Path(token));
        var link = await book.LookAsync(token, cancellation);
        if (!link.CanChange) return await NoChangeAsync(request, token, link, cancellation);
        var read = posted.Check(SignatureForm.ReadPublication(link.Campaign!, posted.Fields), Fields);
        var ours = pages.IsOurs(request, posted, Path(token));
        if (!ours || !read.IsValid) return await AgainAsync(request, token, link, posted, ours ? read.Errors : []);
        var after = await book.PublishAsync(token, read.Value, cancellation);
        return after.CanChange ? request.SeeOther($"/sign/{token}") : await NoChangeAsync(request, token, after, cancellation);
    }

    async Task<IResult> AgainAsync(HttpRequest request, string token, SignLink link, PostedForm posted, IReadOnlyList<FieldError> errors)
    {
        var expired = errors.Count == 0;
        var status = expired ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity;
        if (request.WantsJson()) return expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, errors, status);
        var form = pages.Form(Path(token)) with { Values = posted.Fields, Errors = [.. errors], Expired = expired };
        return await request.PageAsync(new PublicationView(link, token, form), status);
    }

    Task<IResult> NoChangeAsync(HttpRequest request, string token, SignLink link, CancellationToken cancellation) =>
        link.State is SignLinkState.Signed or SignLinkState.InVetting
            ? pages.NoticeAsync(request, link, "Unchangeable", StatusCodes.Status409Conflict)
            : pages.ShowAsync(request, token, link, cancellation);

    static string Path(string token) => $"/sign/{token}/publication";
}

/// <summary>Asks who may see the name of somebody who has signed.</summary>
public sealed record PublicationView(SignLink Link, string Token, FormState Form) : IView<PublicationPage>;
