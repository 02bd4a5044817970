using Campaigns.Abuse;
using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators;

/// <summary>
/// Holds, invalidates or releases many signatures at once. The field <c>step</c> says what is asked for: preview (changes nothing), apply, finish (what was cut off), undo. Patterns are
/// posted and never stand in an address, because they may name people.
/// </summary>
public sealed class BulkDoor(Guard guard, CampaignReading campaigns, BulkDesk desk, Texts texts, TimeProvider time)
{
    [Function("Bulk")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/bulk")] HttpRequest request, string id, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff => await campaigns.FindAsync(id, cancellation) is { } campaign
            ? await ShowAsync(request, await ViewAsync(staff, campaign, guard.Form(staff, Path(id)), cancellation), StatusCodes.Status200OK)
            : await campaigns.NotFoundAsync(request), cancellation);

    [Function("BulkAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/{id}/bulk")] HttpRequest request, string id, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ActAsync(request, staff, id, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, string id, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, Path(id));
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return await campaigns.NotFoundAsync(request);
        var form = guard.Form(staff, Path(id)) with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, Path(id))) form = form with { Expired = true };
        var view = await ViewAsync(staff, campaign, form, cancellation);
        if (form.Expired) return await ShowAsync(request, view, StatusCodes.Status400BadRequest);
        var input = new BulkInput(posted.Fields, campaign, time.GetUtcNow());
        return input.Step switch
        {
            "apply" => await ApplyAsync(request, view, input, posted.Json is not null, cancellation),
            "finish" or "undo" => await FinishOrUndoAsync(request, view, input, cancellation),
            _ => await PreviewAsync(request, view, input, cancellation),
        };
    }

    async Task<IResult> PreviewAsync(HttpRequest request, BulkView view, BulkInput input, CancellationToken cancellation)
    {
        var (act, pattern) = (input.Act(), input.Pattern());
        if (input.Errors.Count > 0) return await ShowAsync(request, WithErrors(view, input), StatusCodes.Status422UnprocessableEntity);
        var preview = await desk.PreviewAsync(view.Campaign, act, pattern, cancellation);
        return await ShowAsync(request, view with { Preview = preview, Act = act, Batch = BulkInput.NewBatch(), Seen = input.Seen() }, StatusCodes.Status200OK);
    }

    async Task<IResult> ApplyAsync(HttpRequest request, BulkView view, BulkInput input, bool isScript, CancellationToken cancellation)
    {
        var (act, pattern, reason, batch) = (input.Act(), input.Pattern(), input.Reason(), input.Batch(optional: isScript));
        if (input.Errors.Count > 0)
        {
            // The preview stays, so that only the reason has to be typed.
            var refused = WithErrors(view, input);
            if (BulkDesk.IsId(batch)) refused = refused with { Preview = await desk.PreviewAsync(view.Campaign, act, pattern, cancellation), Act = act, Batch = batch, Seen = input.Seen() };
            return await ShowAsync(request, refused, StatusCodes.Status422UnprocessableEntity);
        }
        var actor = view.Staff.Actor(Roles.Coordinator);
        return await AfterAsync(request, view, await desk.ApplyAsync(view.Campaign, batch, act, pattern, reason, actor, cancellation));
    }

    async Task<IResult> FinishOrUndoAsync(HttpRequest request, BulkView view, BulkInput input, CancellationToken cancellation)
    {
        var batch = input.Batch(optional: false);
        if (input.Errors.Count > 0) return await ShowAsync(request, WithErrors(view, input), StatusCodes.Status422UnprocessableEntity);
        return await AfterAsync(request, view, input.Step == "finish"
            ? await desk.FinishAsync(view.Campaign, batch, cancellation)
            : await desk.UndoAsync(view.Campaign, batch, view.Staff.Actor(Roles.Coordinator), cancellation));
    }

    async Task<IResult> AfterAsync(HttpRequest request, BulkView view, BulkResult result)
    {
        if (result.Refusal is not null) return await ShowAsync(request, view with { Refusal = result.Refusal }, StatusCodes.Status409Conflict);
        return request.AnswersJson() ? Results.Json(Batch(result.Batch!)) : request.SeeOther(Path(view.Campaign.Id) + "#batches");
    }

    async Task<BulkView> ViewAsync(Staff staff, Campaign campaign, FormState form, CancellationToken cancellation) =>
        new(staff, campaign, form, await desk.ListAsync(campaign, cancellation));

    static BulkView WithErrors(BulkView view, BulkInput input) => view with { Form = view.Form with { Errors = [.. input.Errors] } };

    async Task<IResult> ShowAsync(HttpRequest request, BulkView view, int status)
    {
        if (!request.AnswersJson()) return await request.PageAsync(view, status);
        if (view.Refusal is { } refusal) return Problem.Of(status, texts["Refusal_" + refusal]);
        if (view.Form.Expired) return Problem.Of(status, texts["Expired_Title"]);
        if (!view.Form.Errors.IsEmpty) return Problem.Of(texts, view.Form.Errors);
        return view.Preview is { } preview
            ? Results.Json(new { count = preview.Count, lines = preview.Lines.Select(line => DeskJson.Signatory(line, null)), batch = view.Batch, until = view.Seen })
            : Results.Json(new { batches = view.Batches.Select(Batch) });
    }

    static object Batch(BulkBatch batch) => new
    {
        batch = batch.Id,
        batch.At,
        batch.Actor,
        act = DeskJson.Word(batch.Act),
        state = DeskJson.Word(batch.State),
        batch.Signatures,
        batch.Reason,
    };

    static string Path(string id) => $"/desk/{id}/bulk";
}
