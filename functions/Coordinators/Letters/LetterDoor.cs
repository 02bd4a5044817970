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
public sealed class LetterDoor(Guard guard, CampaignReading campaigns, LetterReading reading, CampaignStore store, TestLetter letters)
{
    const string Tested = "tested";

    [Function("Letter")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/letters/{number}")] HttpRequest request, string id, string number,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff => await reading.ViewAsync(staff, id, number, cancellation, LetterReading.RoundIn(request)) is { } view
            ? await reading.ShowAsync(request, view with { Tested = request.Query.ContainsKey(Tested) }, StatusCodes.Status200OK)
            : await campaigns.NotFoundAsync(request), cancellation);

    [Function("LetterPdf")]
    public Task<IResult> Pdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/letters/{number}/letter.pdf")] HttpRequest request, string id, string number,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
        {
            if (await reading.ViewAsync(staff, id, number, cancellation, LetterReading.RoundIn(request)) is not { } view) return await campaigns.NotFoundAsync(request);
            if (view.Letter.Pdf is not { } pdf) return await reading.ShowAsync(request, view with { Refusal = "NotOnPaper" }, StatusCodes.Status409Conflict);
            request.HttpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{view.Letter.FileName}\"";
            return Results.Bytes(pdf, "application/pdf");
        }, cancellation);

    [Function("LetterTest")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/{id}/letters/{number}")] HttpRequest request, string id, string number,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => TestAsync(request, staff, id, number, cancellation), cancellation);

    async Task<IResult> TestAsync(HttpRequest request, Staff staff, string id, string number, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, $"/desk/{id}");
        if (await reading.ViewAsync(staff, id, number, cancellation) is not { } view) return await campaigns.NotFoundAsync(request);
        if (!guard.IsOurs(staff, posted, view.Path))
            return await reading.ShowAsync(request, view with { Form = view.Form with { Expired = true } }, StatusCodes.Status400BadRequest);
        var to = staff.Session?.Email ?? await store.CoordinatorAsync(view.Campaign, cancellation);
        var result = await letters.SendAsync(view.Campaign, view.Addressee, to, cancellation);
        if (result is not MailResult.Accepted) return await reading.ShowAsync(request, view with { Refusal = "TestNotSent" }, StatusCodes.Status409Conflict);
        return request.AnswersJson() ? await reading.ShowAsync(request, view, StatusCodes.Status200OK) : request.SeeOther($"{view.Path}?{Tested}");
    }
}
