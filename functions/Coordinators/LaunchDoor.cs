using Campaigns.Access;
using Campaigns.Drafting;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Rehearsals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Coordinators;

/// <summary>Launches a campaign from the form or from a script. What is wrong is said for every field at once, and nothing is stored.</summary>
public sealed class LaunchDoor(Guard guard, CampaignDesk desk, CampaignReading reading, LaunchStart start, Approvers approvers, Drafts.DraftLaunch drafts, DraftLauncher launcher, Rehearsal rehearsal, RehearsalMail rehearsalMail, Rush rush, CampaignsOptions options, Texts texts, TimeProvider time)
{
    const string Path = "/campaigns";
    const string FormPath = "/campaigns/new";

    [Function("LaunchForm")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns/new")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ShowAsync(request, staff, cancellation), cancellation);

    [Function("Launch")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaigns")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => LaunchAsync(request, staff, client, cancellation), cancellation);

    /// <summary>Somebody came back to the address of the form.</summary>
    [Function("LaunchReturn")]
    public IResult Return([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "campaigns")] HttpRequest request) => request.SeeOther("/");

    /// <summary>The empty form, or the form with what was chosen to begin with; for scripts the fields.</summary>
    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, CancellationToken cancellation)
    {
        var choices = await start.ChoicesAsync(staff, LaunchStart.NetworkIn(request), cancellation);
        var fields = await start.FieldsAsync(request, staff, choices, cancellation);
        if (request.WantsJson()) return Results.Json(fields);
        var chosen = request.Query.ToDictionary(one => one.Key, one => one.Value.ToString());
        return await request.PageAsync(new LaunchView(staff, guard.Form(staff, Path) with { Values = fields }, LaunchKey.New())
        {
            Choices = choices,
            Start = new("/campaigns/new", "", chosen, []),
            Draft = await drafts.FindAsync(staff, fields.GetValueOrDefault(Drafts.DraftLaunch.Field), cancellation),
        });
    }

    /// <summary>The whole campaign at once, with nothing left behind; the form stays, to be changed or launched.</summary>
    [Function("Rehearse")]
    public Task<IResult> Rehearse(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaigns/rehearsal")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ReadAsync(request, staff, RehearsalRate(staff), async (posted, draft, choices, waits) =>
        {
            var report = await rehearsal.RunAsync(draft, cancellation);
            var mailed = await rehearsalMail.SendAsync(report, staff.Session?.Email ?? draft.Coordinator, cancellation);
            if (request.AnswersJson()) return RehearsalJson.Of(report, mailed);
            var form = guard.Form(staff, Path) with { Values = posted.Fields };
            return await request.PageAsync(new LaunchView(staff, form, LaunchKey.Of(request, posted)) { Choices = choices, Draft = waits?.Draft, Rehearsed = new(report, mailed) });
        }, cancellation), cancellation);

    Task<IResult> LaunchAsync(HttpRequest request, Staff staff, DurableTaskClient client, CancellationToken cancellation) =>
        ReadAsync(request, staff, LaunchRate(staff), async (posted, draft, _, waits) =>
        {
            if (waits is not null) return await AwaitAsync(request, staff, client, waits, LaunchKey.Of(request, posted), cancellation);
            var campaign = await desk.LaunchAsync(client, draft, LaunchKey.Of(request, posted), staff.Actor(Roles.Coordinator), cancellation);
            return request.AnswersJson() ? Accepted(request, campaign) : request.SeeOther($"/desk/{campaign.Id}");
        }, cancellation);

    /// <summary>Nothing is launched yet: it is kept with the draft, and opens when its text is approved.</summary>
    async Task<IResult> AwaitAsync(HttpRequest request, Staff staff, DurableTaskClient client, WaitingForm waits, string key, CancellationToken cancellation)
    {
        var decision = await launcher.AwaitAsync(client, waits.Draft, waits.Plan, key, staff.Actor(Roles.Coordinator), cancellation);
        var page = $"/desk/drafts/{waits.Draft.Id}";
        if (decision?.Refusal is { } refusal) return request.AnswersJson() ? Problem.Of(StatusCodes.Status409Conflict, texts["Draft_Refusal_" + refusal]) : request.SeeOther(page);
        if (!request.AnswersJson()) return request.SeeOther(page);
        return Results.Json(new { draft = options.BaseUrl + page, id = decision?.Draft.Launch?.Campaign }, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>A launch that waits for the text of this draft.</summary>
    sealed record WaitingForm(StatementDraft Draft, LaunchInput Plan);

    /// <summary>What is right goes on to <paramref name="then"/>; what is not comes back with its errors.</summary>
    async Task<IResult> ReadAsync(
        HttpRequest request, Staff staff, (Rate Rate, string What, string Who) rate, Func<PostedForm, CampaignDraft, LaunchChoices, WaitingForm?, Task<IResult>> then, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.LaunchBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, FormPath);
        var typed = LaunchForm.Input(posted, staff.Session?.Email, texts.Language);
        var (input, draft) = await drafts.ReadAsync(staff, typed, cancellation);
        var choices = await start.ChoicesAsync(staff, input.Fields.GetValueOrDefault("network"), cancellation);
        var read = await approvers.CheckAsync(LaunchForm.InNetwork(LaunchReader.Read(input, time.GetUtcNow()), input, choices), staff.Session?.Email, cancellation);
        var expired = !guard.IsOurs(staff, posted, Path);
        if (!read.IsValid || expired) return await AgainAsync(request, staff, posted, read, expired, choices, draft);
        return await (Rushed(request, staff, posted, rate) ?? then(posted, read.Value, choices, draft is null ? null : new(draft, Drafts.DraftLaunch.Plan(typed, read.Value))));
    }

    async Task<IResult> AgainAsync(HttpRequest request, Staff staff, PostedForm posted, Checked<CampaignDraft> read, bool expired, LaunchChoices choices, StatementDraft? draft)
    {
        if (request.AnswersJson())
            return expired && read.IsValid ? Problem.Of(StatusCodes.Status400BadRequest, texts["Expired_Title"]) : Problem.Of(texts, read.Errors);
        var form = guard.Form(staff, Path) with { Values = posted.Fields, Errors = read.Errors, Expired = expired && read.IsValid };
        var view = new LaunchView(staff, form, LaunchKey.Of(request, posted)) { Choices = choices, Draft = draft };
        return await request.PageAsync(view, form.Expired ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity);
    }

    (Rate Rate, string What, string Who) LaunchRate(Staff staff) =>
        staff.Session is { } session ? (Rates.Launches, "launch", rush.Of(session.Email)) : (Rates.ScriptLaunches, "launch", "key");

    (Rate Rate, string What, string Who) RehearsalRate(Staff staff) => (Rates.Rehearsals, "rehearsal", staff.Session is { } session ? rush.Of(session.Email) : "key");

    Task<IResult>? Rushed(HttpRequest request, Staff staff, PostedForm posted, (Rate Rate, string What, string Who) rate)
    {
        var form = guard.Form(staff, Path) with { Values = posted.Fields, Busy = true };
        return rush.Refuse(request, posted, rate.Rate, rate.What, rate.Who,
            () => request.PageAsync(new LaunchView(staff, form, LaunchKey.Of(request, posted)), StatusCodes.Status429TooManyRequests));
    }

    IResult Accepted(HttpRequest request, Campaign campaign)
    {
        var address = $"{options.BaseUrl}/campaigns/{campaign.Id}";
        request.HttpContext.Response.Headers.Location = address;
        return Results.Json(
            new
            {
                campaign.Id,
                campaign = address,
                signatories = $"{address}/signatories",
                desk = $"{options.BaseUrl}/desk/{campaign.Id}",
                // The management API: it opens with the key only.
                status = $"{options.BaseUrl}/runtime/webhooks/durabletask/instances/{campaign.Id}",
            },
            statusCode: StatusCodes.Status202Accepted);
    }
}
