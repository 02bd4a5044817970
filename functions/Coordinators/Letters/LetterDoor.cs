using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Letters;
using Campaigns.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>A letter to look at, as a page and as PDF, before it leaves and after; and a test of it to oneself.</summary>
public sealed class LetterDoor(Guard guard, CampaignReading campaigns, CampaignStore store, LetterLedger ledger, TestLetter letters, Texts texts)
{
    const string Tested = "tested";

    [Function("Letter")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/letters/{number}")] HttpRequest request, string id, string number,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff => await ViewAsync(staff, id, number, cancellation) is { } view
            ? await ShowAsync(request, view with { Tested = request.Query.ContainsKey(Tested) }, StatusCodes.Status200OK)
            : await campaigns.NotFoundAsync(request), cancellation);

    [Function("LetterPdf")]
    public Task<IResult> Pdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/letters/{number}/letter.pdf")] HttpRequest request, string id, string number,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
        {
            if (await ViewAsync(staff, id, number, cancellation) is not { } view) return await campaigns.NotFoundAsync(request);
            if (view.Letter.Pdf is not { } pdf) return await ShowAsync(request, view with { Refusal = "NotOnPaper" }, StatusCodes.Status409Conflict);
            request.HttpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{view.Letter.FileName}\"";
            return Results.Bytes(pdf, "application/pdf");
        }, cancellation);

    [Function("LetterTest")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/{id}/letters/{number}")] HttpRequest request, string id, string number,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => TestAsync(request, staff, id, number, cancellation), cancellation);

    internal static string Path(string id, int number) => FormattableString.Invariant($"/desk/{id}/letters/{number}");

    async Task<IResult> TestAsync(HttpRequest request, Staff staff, string id, string number, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, $"/desk/{id}");
        if (await ViewAsync(staff, id, number, cancellation) is not { } view) return await campaigns.NotFoundAsync(request);
        if (!guard.IsOurs(staff, posted, view.Path))
            return await ShowAsync(request, view with { Form = view.Form with { Expired = true } }, StatusCodes.Status400BadRequest);
        var to = staff.Session?.Email ?? await store.CoordinatorAsync(view.Campaign, cancellation);
        var result = await letters.SendAsync(view.Campaign, view.Addressee, to, cancellation);
        if (result is not MailResult.Accepted) return await ShowAsync(request, view with { Refusal = "TestNotSent" }, StatusCodes.Status409Conflict);
        return request.AnswersJson() ? await ShowAsync(request, view, StatusCodes.Status200OK) : request.SeeOther($"{view.Path}?{Tested}");
    }

    /// <summary>Null when there is no such letter, or nothing to compose it of any more.</summary>
    async Task<LetterView?> ViewAsync(Staff staff, string id, string number, CancellationToken cancellation)
    {
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign || !int.TryParse(number, out var parsed)) return null;
        if (parsed < 1 || parsed > campaign.Addressees || campaign.Phase == Phase.Archived) return null;
        if (await store.AddresseeAsync(campaign, parsed, cancellation) is not { } addressee) return null;
        var board = await ledger.BoardAsync(campaign, cancellation);
        var rows = board.Where(row => row.Addressee.Number == parsed && row.State is not null).ToList();
        var letter = await letters.ComposeAsync(campaign, addressee, cancellation);
        return new(staff, campaign, addressee, rows, letter, guard.Form(staff, Path(id, parsed)));
    }

    async Task<IResult> ShowAsync(HttpRequest request, LetterView view, int status)
    {
        if (!request.AnswersJson()) return await request.PageAsync(view, status);
        if (view.Refusal is { } refusal) return Problem.Of(status, texts["Refusal_" + refusal]);
        if (view.Form.Expired) return Problem.Of(status, texts["Expired_Title"]);
        var (content, pdf) = (view.Letter.Content, view.Letter.PdfHash);
        return Results.Json(new { addressee = view.Addressee.Number, content.Language, content.Subject, text = MailText.Render(content), pdf, fileName = view.Letter.FileName, asSent = view.IsVery });
    }
}
