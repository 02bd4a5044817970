using Campaigns.Access;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Accounts;

/// <summary>For operators of the whole installation: ends what a person has open, when a device is lost. Those of one network may not: their people can have rooms elsewhere.</summary>
public sealed class PeopleDoor(Guard guard, Sessions sessions, CampaignReading reading, Texts texts)
{
    const string Path = "/ops/people";

    [Function("People")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/people")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitListedAsync(request, Roles.Operator, staff => request.PageAsync(new PeopleView(staff, guard.Form(staff, Path))), cancellation);

    [Function("EndSessions")]
    public Task<IResult> End(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/people/sessions")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitListedAsync(request, Roles.Operator, staff => EndAsync(request, staff, cancellation), cancellation);

    async Task<IResult> EndAsync(HttpRequest request, Staff staff, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        var form = guard.Form(staff, Path) with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, Path)) return await AgainAsync(request, staff, form with { Expired = true }, StatusCodes.Status400BadRequest);
        var email = posted.Fields.GetValueOrDefault("email", "").Trim();
        if (!EmailAddress.TryParse(email, out var person))
            return await AgainAsync(request, staff, form with { Errors = [new("email", email.Length == 0 ? "Required" : "NotAnAddress")] }, StatusCodes.Status422UnprocessableEntity);
        var ended = await sessions.EndAllAsync(person.Address, cancellation);
        return request.AnswersJson() ? Results.Json(new { ended }) : await request.PageAsync(new PeopleView(staff, form, ended));
    }

    async Task<IResult> AgainAsync(HttpRequest request, Staff staff, FormState form, int status)
    {
        if (request.AnswersJson()) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        return await request.PageAsync(new PeopleView(staff, form), status);
    }
}
