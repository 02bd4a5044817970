using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Invitations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Coordinators;

/// <summary>The desk of a campaign, and what a coordinator decides there.</summary>
public sealed class DeskDoor(Guard guard, CampaignReading campaigns, DeskReading reading, DeskDecisions decisions, Texts texts, TimeProvider time)
{
    /// <summary>In the address: which invitations the desk lists.</summary>
    public const string Filter = "invitations";

    [Function("Desks")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
        {
            var (active, past) = await reading.ListAsync(campaign => staff.Sees(campaign, Roles.Coordinator), cancellation);
            var view = new DeskListView(staff, time.GetUtcNow(), active, past);
            return request.WantsJson() ? DeskJson.List(view) : await request.PageAsync(view);
        }, cancellation);

    [Function("Desk")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}")] HttpRequest request, string id,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff => await campaigns.FindAsync(id, cancellation) is { } campaign
            ? await ShowAsync(request, staff, campaign, null, null, StatusCodes.Status200OK, cancellation)
            : await campaigns.NotFoundAsync(request), cancellation);

    [Function("DeskAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/{id}/{action}")] HttpRequest request, string id, string action,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ActAsync(request, staff, id, action, client, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, string id, string action, DurableTaskClient client, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, action == "invite" ? Limits.LaunchBytes : Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, $"/desk/{id}");
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign || !DeskInput.Actions.Contains(action)) return await campaigns.NotFoundAsync(request);

        var path = $"/desk/{id}/{action}";
        var form = guard.Form(staff, path) with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, path))
            return await ShowAsync(request, staff, campaign, (action, form with { Expired = true }), null, StatusCodes.Status400BadRequest, cancellation);
        var outcome = await decisions.CarryOutAsync(client, campaign, action, posted.WithNumbers("round", "addressee", "request", "number"), staff, cancellation);
        if (!outcome.Errors.IsEmpty)
            return await ShowAsync(request, staff, campaign, (action, form with { Errors = outcome.Errors }), null, StatusCodes.Status422UnprocessableEntity, cancellation);
        campaign = await campaigns.FindAsync(id, cancellation) ?? campaign;
        if (outcome.Refusal is { } refusal)
            return await ShowAsync(request, staff, campaign, (action, form), refusal, StatusOf(refusal), cancellation);
        return request.AnswersJson()
            ? await ShowAsync(request, staff, campaign, null, null, StatusCodes.Status200OK, cancellation)
            : request.SeeOther($"/desk/{id}");
    }

    /// <summary>403 where another person could, 409 where nobody could now.</summary>
    static int StatusOf(string refusal) =>
        refusal is "NeedsAPerson" or "SamePerson" or "NotAnApprover" or "AskedByAnother" ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict;

    async Task<IResult> ShowAsync(
        HttpRequest request, Staff staff, Campaign campaign, (string Action, FormState Form)? posted, string? refusal, int status, CancellationToken cancellation)
    {
        var json = request.AnswersJson();
        if (json && refusal is not null) return Problem.Of(status, texts["Refusal_" + refusal]);
        if (json && posted is (_, { } form)) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        var facts = await reading.FactsAsync(campaign, cancellation);
        if (json) return DeskJson.One(facts);
        var view = new DeskView(staff, facts, action => guard.Form(staff, $"/desk/{campaign.Id}/{action}"))
        {
            Posted = posted,
            Refusal = refusal,
            Standing = DeskJson.Value<InvitationStanding>(request.Query[Filter]),
        };
        return await request.PageAsync(view, status);
    }
}
