using Campaigns.Access;
using Campaigns.Access.SecondFactors;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Accounts;

/// <summary>Where somebody is signed in, and how that ends.</summary>
public sealed class AccountDoor(Guard guard, Sessions sessions, SecondFactorDesk factors, CampaignReading reading)
{
    public const string Path = "/account";
    const string Label = "label", End = "end", EndOthers = "end-others";

    [Function("Account")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitPersonAsync(request, (staff, session) => ShowAsync(request, staff, session, null, StatusCodes.Status200OK, cancellation), cancellation);

    [Function("AccountAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/{action}")] HttpRequest request, string action, CancellationToken cancellation) =>
        guard.AdmitPersonAsync(request, (staff, session) => ActAsync(request, staff, session, action, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, Session session, string action, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        if (action is not (Label or End or EndOthers)) return await reading.NotFoundAsync(request);
        var form = Form(staff, action) with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, form.Action))
            return await ShowAsync(request, staff, session, form with { Expired = true }, StatusCodes.Status400BadRequest, cancellation);

        var id = posted.Fields.GetValueOrDefault("id", "");
        if (action == EndOthers) await sessions.EndOthersAsync(session, cancellation);
        else if (action == End) await sessions.EndAsync(session, id, cancellation);
        else if (OwnLabel.Read(posted, out var error) is var label && error is null) await sessions.LabelAsync(session, id, label, cancellation);
        else return await ShowAsync(request, staff, session, form with { Errors = [error] }, StatusCodes.Status422UnprocessableEntity, cancellation);
        return request.SeeOther(Path);
    }

    async Task<bool?> HasFactorAsync(Session session, CancellationToken cancellation) =>
        factors.Mode == FactorMode.Off ? null : await factors.FindAsync(session, cancellation) is not null;

    FormState Form(Staff staff, string action) => guard.Form(staff, $"{Path}/{action}");

    /// <param name="refused">The form that came and was not taken.</param>
    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, Session session, FormState? refused, int status, CancellationToken cancellation)
    {
        var open = await sessions.ListAsync(session.Email, cancellation);
        var view = new AccountView(staff, session, open, await HasFactorAsync(session, cancellation), Of(Label), Of(End), Of(EndOthers));
        return await request.PageAsync(view, status);

        FormState Of(string action) => refused?.Action == $"{Path}/{action}" ? refused : Form(staff, action);
    }
}
