using Campaigns.Access;
using Campaigns.Access.SecondFactors;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Operators;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Accounts;

/// <summary>For operators of the whole installation, when somebody lost a device: ends their sessions, resets their second factor. Those of one
/// network may not: their people can have rooms elsewhere.</summary>
public sealed class PeopleDoor(Guard guard, AuditedDoor audited, SignIn signIn, CampaignReading reading, Texts texts)
{
    const string Path = "/ops/people";

    [Function("People")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/people")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitListedAsync(request, Roles.Operator, staff => request.PageAsync(View(staff, guard.Form(staff, Path))), cancellation);

    [Function("EndSessions")]
    public Task<IResult> End(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/people/sessions")] HttpRequest request, CancellationToken cancellation) =>
        ActAsync(request, async (staff, person, _) =>
        {
            var ended = await signIn.Sessions.EndAllAsync(person.Address, cancellation);
            return request.AnswersJson() ? Results.Json(new { ended }) : await request.PageAsync(View(staff, guard.Form(staff, Path)) with { Ended = ended });
        }, hasReason: false, cancellation);

    [Function("ResetFactor")]
    public Task<IResult> Reset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/people/factor")] HttpRequest request, CancellationToken cancellation) =>
        ActAsync(request, async (staff, person, reason) =>
        {
            var reset = await signIn.ResetFactorAsync(person, reason, cancellation);
            return request.AnswersJson() ? Results.Json(new { reset }) : await request.PageAsync(View(staff, guard.Form(staff, Path)) with { Reset = reset });
        }, hasReason: true, cancellation);

    Task<IResult> ActAsync(HttpRequest request, Func<Staff, EmailAddress, string, Task<IResult>> act, bool hasReason, CancellationToken cancellation) =>
        guard.AdmitListedAsync(request, Roles.Operator, async staff =>
        {
            var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
            if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
            var form = guard.Form(staff, Path) with { Values = posted.Fields };
            if (!guard.IsOurs(staff, posted, Path)) return await AgainAsync(request, staff, form with { Expired = true }, StatusCodes.Status400BadRequest);
            var (email, reason) = (posted.Fields.GetValueOrDefault("email", "").Trim(), "");
            FieldError? wrong = EmailAddress.TryParse(email, out var person) ? null : new("email", email.Length == 0 ? "Required" : "NotAnAddress"), noReason = null;
            if (hasReason) reason = OpsActions.Reason(posted.Fields, out noReason);
            if (wrong is null && noReason is null)
            {
                await audited.TellWhomAsync(request, person.Address, cancellation);
                return await act(staff, person, reason);
            }
            return await AgainAsync(request, staff, form with { Errors = [.. new[] { wrong, noReason }.OfType<FieldError>()] }, StatusCodes.Status422UnprocessableEntity);
        }, cancellation);

    async Task<IResult> AgainAsync(HttpRequest request, Staff staff, FormState form, int status)
    {
        if (request.AnswersJson()) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        return await request.PageAsync(View(staff, form), status);
    }

    PeopleView View(Staff staff, FormState form) => new(staff, form) { HasFactors = signIn.Factors.Mode != FactorMode.Off };
}
