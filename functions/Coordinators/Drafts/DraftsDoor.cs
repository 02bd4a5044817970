using Campaigns.Access;
using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>The list of drafts, and a new one.</summary>
public sealed class DraftsDoor(Guard guard, DraftStore store, DraftDesk desk, CampaignReading pages, Texts texts, CampaignsOptions options)
{
    const string Path = "/desk/drafts";
    static readonly string[] Fields = ["title", "language", "timeZone"];

    [Function("Drafts")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/drafts")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ShowAsync(request, staff, guard.Form(staff, Path), StatusCodes.Status200OK, cancellation), cancellation);

    [Function("NewDraft")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/drafts")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => BeginAsync(request, staff, cancellation), cancellation);

    async Task<IResult> BeginAsync(HttpRequest request, Staff staff, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await pages.RefusedAsync(request, status, Path);
        var input = new DraftInput(posted.Fields);
        var start = input.Start();
        var read = posted.Check(input.All.IsEmpty ? Checked<DraftStart>.Valid(start) : Checked<DraftStart>.Invalid(input.All), Fields);
        var json = request.AnswersJson();
        if (!read.IsValid && json) return Problem.Of(texts, read.Errors);
        var form = guard.Form(staff, Path) with { Values = posted.Fields, Errors = read.Errors };
        if (!read.IsValid) return await ShowAsync(request, staff, form, StatusCodes.Status422UnprocessableEntity, cancellation);
        if (!guard.IsOurs(staff, posted, Path)) return await ShowAsync(request, staff, form with { Expired = true }, StatusCodes.Status400BadRequest, cancellation);

        var draft = await desk.CreateAsync(read.Value, DraftAccess.NameOf(staff), cancellation);
        return json
            ? Results.Json(new { draft.Id, draft = $"{options.BaseUrl}{Path}/{draft.Id}" }, statusCode: StatusCodes.Status201Created)
            : request.SeeOther($"{Path}/{draft.Id}/edit");
    }

    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, FormState form, int status, CancellationToken cancellation)
    {
        var mine = (await store.ListAsync(cancellation)).Where(draft => DraftAccess.May(staff, draft)).ToList();
        return request.WantsJson()
            ? Results.Json(new { drafts = mine.Select(draft => new { draft.Id, draft.Title, draft.Language, draft.ChangedAt, draft.FrozenAt }) })
            : await request.PageAsync(new DraftsView(staff, form, mine), status);
    }
}
