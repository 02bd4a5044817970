using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Signatures;
using Campaigns.Updates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Coordinators.Updates;

/// <summary>
/// Updates to the signatories who asked for them. The field <c>step</c> says what is asked for: preview (sends nothing) or send. A person sends what they have
/// seen: should the text be another one than in the preview, they see it once more.
/// </summary>
public sealed class UpdatesDeskDoor(
    Guard guard, CampaignReading campaigns, SignatureBook book, UpdateStore updates, UpdateDesk desk, UpdateReport report, UpdateMails mails, Texts texts, TimeProvider time)
{
    [Function("DeskUpdates")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/updates")] HttpRequest request, string id, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff => await campaigns.FindAsync(id, cancellation) is { } campaign
            ? await ShowAsync(request, await FilledAsync(request, await ViewAsync(staff, campaign, cancellation), cancellation), StatusCodes.Status200OK, cancellation)
            : await campaigns.NotFoundAsync(request), cancellation);

    [Function("DeskUpdate")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/{id}/updates")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ActAsync(request, staff, id, client, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, string id, DurableTaskClient client, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.LaunchBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, Path(id));
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return await campaigns.NotFoundAsync(request);
        var view = await ViewAsync(staff, campaign, cancellation);
        view = view with { Form = view.Form with { Values = posted.Fields } };
        if (!guard.IsOurs(staff, posted, Path(id))) return await ShowAsync(request, view with { Form = view.Form with { Expired = true } }, StatusCodes.Status400BadRequest, cancellation);
        var read = posted.Check(UpdateForm.Read(campaign, posted.Fields), [.. UpdateForm.Fields(campaign)]);
        if (!read.IsValid) return await ShowAsync(request, view with { Form = view.Form with { Errors = read.Errors } }, StatusCodes.Status422UnprocessableEntity, cancellation);
        if (await desk.MarkAsync(campaign, read.Value, cancellation) is not { } mark) return await ShowAsync(request, view with { Refusal = "Archived" }, StatusCodes.Status409Conflict, cancellation);

        var seen = posted.Fields.GetValueOrDefault("seen", mark); // a script need not look first
        var sends = posted.Fields.GetValueOrDefault("step") == "send";
        if (!sends || seen != mark)
        {
            view = view with { Preview = new(mark, mails.Of(campaign, read.Value, view.Readers)), IsChanged = sends };
            return await ShowAsync(request, view, sends ? StatusCodes.Status409Conflict : StatusCodes.Status200OK, cancellation);
        }
        var result = await desk.SendAsync(client, campaign, read.Value, staff.Actor(Roles.Coordinator), cancellation);
        if (result.Refusal is not null) return await ShowAsync(request, view with { Refusal = result.Refusal }, StatusCodes.Status409Conflict, cancellation);
        return request.AnswersJson()
            ? await ShowAsync(request, await ViewAsync(staff, (await campaigns.FindAsync(id, cancellation))!, cancellation), StatusCodes.Status200OK, cancellation)
            : request.SeeOther(Path(id) + "#sent");
    }

    async Task<UpdatesDeskView> ViewAsync(Staff staff, Campaign campaign, CancellationToken cancellation) => new(
        staff, campaign, time.GetUtcNow(), guard.Form(staff, Path(campaign.Id)), await book.UpdateReadersAsync(campaign, cancellation), await updates.LatestAsync(campaign, cancellation),
        await updates.TalliesAsync(campaign, cancellation));

    /// <summary>With the report on the letters in the form, where that is asked for (<c>?text=report</c>).</summary>
    async Task<UpdatesDeskView> FilledAsync(HttpRequest request, UpdatesDeskView view, CancellationToken cancellation) => request.Query["text"] != "report" ? view
        : view with { Form = view.Form with { Values = UpdateForm.Values(view.Campaign, await report.WriteAsync(view.Campaign, cancellation)) } };

    async Task<IResult> ShowAsync(HttpRequest request, UpdatesDeskView view, int status, CancellationToken cancellation)
    {
        if (!request.AnswersJson()) return await request.PageAsync(view, status);
        if (view.Refusal is { } refusal) return Problem.Of(status, texts["Refusal_" + refusal]);
        if (view.Form.Expired) return Problem.Of(status, texts["Expired_Title"]);
        if (!view.Form.Errors.IsEmpty) return Problem.Of(texts, view.Form.Errors);
        if (view.IsChanged) return Problem.Of(status, texts["Updates_Changed"]);
        return view.Preview is { } preview ? UpdatesJson.Of(preview) : UpdatesJson.Of(view, await report.WriteAsync(view.Campaign, cancellation));
    }

    static string Path(string id) => $"/desk/{id}/updates";
}
