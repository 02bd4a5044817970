using Campaigns.Access;
using Campaigns.Backup;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Operators.History;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Letters;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators;

/// <summary>The operator's room: what every campaign does next, and what to do when it does not.</summary>
public sealed class OpsDoor(
    Guard guard, CampaignReading campaigns, OperatorReading reading, OrchestrationHistory history, CampaignStore store, CampaignDesk desk,
    LetterLedger letters, Releasing releasing, CampaignWriter journal, Texts texts, TimeProvider time)
{
    [Function("Operations")]
    public Task<IResult> Now(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff =>
        {
            var view = new OpsNowView(staff, time.GetUtcNow(), await reading.NowAsync(client, staff, cancellation), Refreshing.Starts(request));
            return request.WantsJson() ? OpsJson.Now(view) : await request.PageAsync(view);
        }, cancellation);

    [Function("Operation")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff => await campaigns.FindAsync(id, cancellation) is { } campaign
            ? await ShowAsync(request, staff, client, campaign, null, null, StatusCodes.Status200OK, cancellation)
            : await campaigns.NotFoundAsync(request), cancellation);

    [Function("OperationAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/{id}/{action}")] HttpRequest request, string id, string action,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, staff => ActAsync(request, staff, id, action, client, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, string id, string action, DurableTaskClient client, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, $"/ops/{id}");
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign || !OpsActions.Names.Contains(action)) return await campaigns.NotFoundAsync(request);

        var form = Form(staff, id) with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, form.Action))
            return await ShowAsync(request, staff, client, campaign, form with { Expired = true }, null, StatusCodes.Status400BadRequest, cancellation);
        if (action == "purge") return await PurgeAsync(request, staff, campaign, posted, form, client, cancellation);
        if (action == "release") return await ReleaseAsync(request, staff, campaign, posted, form, client, cancellation);
        var order = OpsActions.Order(action, posted.WithNumbers("round", "addressee"), staff.Actor(Roles.Operator), out var errors);
        if (!errors.IsEmpty)
            return await ShowAsync(request, staff, client, campaign, form with { Errors = errors }, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        var watched = await reading.WatchAsync(client, campaign, cancellation);
        if (await OpsActions.CarryOutAsync(desk, letters, client, watched, order, cancellation) is { } refusal)
            return await ShowAsync(request, staff, client, campaign, form, refusal, StatusCodes.Status409Conflict, cancellation);

        if (OpsActions.Entry(action) is { } what)
            await journal.NoteAsync(id, JournalEntry.Of(time.GetUtcNow(), order.Actor, what) with { Note = order.Reason }, cancellation);
        var after = await client.GetInstanceAsync(id, getInputsAndOutputs: false, cancellation);
        AuditedDoor.Tell(request, "orchestration", $"{watched.Status?.ToString() ?? "Missing"} -> {after?.RuntimeStatus.ToString() ?? "Missing"}");
        return request.AnswersJson()
            ? await ShowAsync(request, staff, client, await campaigns.FindAsync(id, cancellation) ?? campaign, null, null, StatusCodes.Status200OK, cancellation)
            : request.SeeOther($"/ops/{id}");
    }

    async Task<IResult> PurgeAsync(
        HttpRequest request, Staff staff, Campaign campaign, PostedForm posted, FormState form, DurableTaskClient client, CancellationToken cancellation)
    {
        var input = new Coordinators.DeskInput(posted.Fields);
        var command = new DeskCommand.Purge(input.Purge());
        if (!input.Errors.IsEmpty)
            return await ShowAsync(request, staff, client, campaign, form with { Errors = input.Errors }, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        if ((await desk.ActAsync(client, campaign.Id, command, staff.Actor(Roles.Operator), cancellation)).Refusal is { } refusal)
            return await ShowAsync(request, staff, client, campaign, form, refusal, StatusCodes.Status409Conflict, cancellation);
        return request.AnswersJson()
            ? await ShowAsync(request, staff, client, campaign, null, null, StatusCodes.Status200OK, cancellation)
            : request.SeeOther($"/ops/{campaign.Id}");
    }

    async Task<IResult> ReleaseAsync(
        HttpRequest request, Staff staff, Campaign campaign, PostedForm posted, FormState form, DurableTaskClient client, CancellationToken cancellation)
    {
        var choice = OpsActions.Release(posted.Fields, out var errors);
        if (!errors.IsEmpty) return await ShowAsync(request, staff, client, campaign, form with { Errors = errors }, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        if (await releasing.ReleaseAsync(client, campaign, choice, staff.Actor(Roles.Operator), cancellation) is { } refusal)
            return await ShowAsync(request, staff, client, campaign, form, refusal, StatusCodes.Status409Conflict, cancellation);
        return request.AnswersJson()
            ? await ShowAsync(request, staff, client, (await store.FindAsync(campaign.Id, cancellation))!, null, null, StatusCodes.Status200OK, cancellation)
            : request.SeeOther($"/ops/{campaign.Id}");
    }

    // One form, several buttons: the token goes with the campaign's page.
    FormState Form(Staff staff, string id) => guard.Form(staff, $"/ops/{id}");

    async Task<IResult> ShowAsync(
        HttpRequest request, Staff staff, DurableTaskClient client, Campaign campaign, FormState? form, string? refusal, int status, CancellationToken cancellation)
    {
        var json = request.AnswersJson();
        if (json && refusal is not null) return Problem.Of(status, texts["Refusal_" + refusal]);
        if (json && form is not null) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        // At once: each waits for storage.
        var (watching, telling, recalling) = (reading.WatchAsync(client, campaign, cancellation), store.JournalAsync(campaign.Id, cancellation), history.ReadAsync(campaign.Id, cancellation));
        var view = new OpsView(staff, time.GetUtcNow(), await watching, await telling, await recalling, form ?? Form(staff, campaign.Id))
        { Refusal = refusal };
        return json ? OpsJson.One(view) : await request.PageAsync(view, status);
    }
}
