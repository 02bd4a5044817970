using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>What editors do with a draft: <c>save</c>, <c>keep</c>, <c>discard</c> a text, and the decisions of <see cref="DraftDecisions"/>.</summary>
public sealed class DraftActionDoor(Guard guard, DraftAccess access, DraftPages pages, DraftDecisions decisions, DraftWriting writing, CampaignReading others)
{
    [Function("DraftAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/drafts/{draft}/{act}")] HttpRequest request, string draft, string act,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        access.AdmitAsync(request, draft, (staff, found) => ActAsync(request, staff, found, act, client, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, StatementDraft draft, string act, DurableTaskClient client, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.DraftBytes, cancellation);
        if (posted.Refusal is { } status) return await others.RefusedAsync(request, status, $"/desk/drafts/{draft.Id}");
        if (!DraftDecisions.Actions.Contains(act) && !DraftWriting.Actions.Contains(act)) return await others.NotFoundAsync(request);
        var form = pages.Form(staff, draft) with { Values = posted.Fields };
        var isOurs = guard.IsOurs(staff, posted, DraftAccess.Proof(draft));
        if (DraftWriting.Actions.Contains(act)) return await writing.AnswerAsync(request, staff, draft, act, posted, form, isOurs, cancellation);
        if (!isOurs) return await pages.ShowAsync(request, staff, draft, form with { Expired = true }, act, null, StatusCodes.Status400BadRequest, cancellation);

        var outcome = await decisions.CarryOutAsync(client, draft, act, posted.WithNumbers("version"), DraftAccess.NameOf(staff), cancellation);
        if (!outcome.Errors.IsEmpty)
            return await pages.ShowAsync(request, staff, draft, form with { Errors = outcome.Errors }, act, null, StatusCodes.Status422UnprocessableEntity, cancellation);
        if (outcome.Refusal is { } refusal)
            return await pages.ShowAsync(request, staff, outcome.Draft ?? draft, form, act, refusal, StatusCodes.Status409Conflict, cancellation);
        if (request.AnswersJson())
            return outcome.Draft is null ? Results.NoContent() : await pages.ShowAsync(request, staff, outcome.Draft, form, act, null, StatusCodes.Status200OK, cancellation);
        return request.SeeOther(outcome.Draft is null ? "/desk/drafts" : $"/desk/drafts/{draft.Id}");
    }
}
