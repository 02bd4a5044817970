using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Signatories;

/// <summary>
/// Where the code of a mail is typed when its link is broken. A right one leads to the page behind the link and does nothing
/// else; whatever is wrong gets one answer.
/// </summary>
public sealed class CodeDoor(SignPages pages, CodeEntry codes, Texts texts)
{
    const string Path = "/code";

    [Function("CodePage")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "code")] HttpRequest request) =>
        request.PageAsync(new CodeView(pages.Form(Path)));

    [Function("EnterCode")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "code")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, Path);
        var typed = new FieldReader(posted.Fields);
        var (email, code) = (typed.Email("email").Address, typed.Text("code", Limits.Name, required: true));
        if (!pages.IsOurs(request, posted, Path)) return await AgainAsync(request, posted, [], StatusCodes.Status400BadRequest);
        if (typed.Errors.Count > 0) return await AgainAsync(request, posted, typed.Errors, StatusCodes.Status422UnprocessableEntity);
        return await codes.FindAsync(email, code, cancellation) is { } link
            ? request.SeeOther(link)
            : await AgainAsync(request, posted, [new("code", "WrongCode", $"{CodeEntry.TriesOfAnAddress}")], StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> AgainAsync(HttpRequest request, PostedForm posted, IReadOnlyList<FieldError> errors, int status)
    {
        var expired = errors.Count == 0;
        if (request.WantsJson()) return expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, errors, status);
        return await request.PageAsync(new CodeView(pages.Form(Path) with { Values = posted.Fields, Errors = [.. errors], Expired = expired }), status);
    }
}

/// <summary>Asks for the address and the code.</summary>
public sealed record CodeView(FormState Form) : IView<CodePage>;
