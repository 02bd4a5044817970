using Campaigns.Access;
using Campaigns.Access.Passkeys;
using Campaigns.Access.SecondFactors;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Accounts;

/// <summary>A person's second factor: set up, confirmed by its first code, switched off.</summary>
public sealed class FactorDoor(Guard guard, SecondFactorDesk desk, PasskeyDesk passkeys, CampaignReading reading)
{
    public const string Path = "/account/factor";
    const string Begin = "begin", Confirm = "confirm", Off = "off";

    [Function("Factor")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/factor")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitPersonAsync(request, (staff, session) => ShowAsync(request, staff, session, null, StatusCodes.Status200OK, cancellation), cancellation);

    [Function("FactorAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/factor/{action}")] HttpRequest request, string action, CancellationToken cancellation) =>
        guard.AdmitPersonAsync(request, (staff, session) => ActAsync(request, staff, session, action, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, Session session, string action, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        if (desk.Mode == FactorMode.Off || action is not (Begin or Confirm or Off)) return await reading.NotFoundAsync(request);
        var form = guard.Form(staff, $"{Path}/{action}");
        if (!guard.IsOurs(staff, posted, form.Action))
            return await ShowAsync(request, staff, session, form with { Expired = true }, StatusCodes.Status400BadRequest, cancellation);

        var code = posted.Fields.GetValueOrDefault("code", "");
        if (action == Begin) await desk.BeginAsync(session, cancellation);
        if (action == Confirm) return await ConfirmAsync(request, staff, session, form, code, cancellation);
        if (action == Off) return await AfterAsync(request, staff, session, form, await desk.SwitchOffAsync(session, code, cancellation), cancellation);
        return request.SeeOther(Path);
    }

    async Task<IResult> ConfirmAsync(HttpRequest request, Staff staff, Session session, FormState form, string code, CancellationToken cancellation)
    {
        var (answer, codes) = await desk.ConfirmAsync(session, code, cancellation);
        return answer == CodeAnswer.Right
            ? await request.PageAsync(new RecoveryView(staff, codes)) // no redirect: they are shown this once
            : await AfterAsync(request, staff, session, form, answer, cancellation);
    }

    async Task<IResult> AfterAsync(HttpRequest request, Staff staff, Session session, FormState form, CodeAnswer answer, CancellationToken cancellation) => answer switch
    {
        CodeAnswer.Wrong => await ShowAsync(request, staff, session, form with { Errors = [new("code", "NotTheCode")] }, StatusCodes.Status422UnprocessableEntity, cancellation),
        CodeAnswer.TooMany => await ShowAsync(request, staff, session, form with { Errors = [new("code", "TooManyCodes")] }, SignInCodeDoor.TooMany(request), cancellation),
        _ => request.SeeOther(Path),
    };

    /// <param name="refused">The form that came and was not taken. What was typed is not shown again: codes serve once.</param>
    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, Session session, FormState? refused, int status, CancellationToken cancellation)
    {
        if (desk.Mode == FactorMode.Off) return await reading.NotFoundAsync(request);
        var state = await desk.FindAsync(session, cancellation);
        var waiting = state is null ? await desk.WaitingAsync(session, cancellation) : null;
        var action = state is not null ? Off : waiting is not null ? Confirm : Begin;
        var form = refused ?? guard.Form(staff, $"{Path}/{action}");
        var view = new FactorView(staff, form with { Action = $"{Path}/{action}", Token = guard.Form(staff, $"{Path}/{action}").Token }, state, waiting)
        {
            IsFresh = desk.IsFresh(session),
            IsRequired = desk.Mode == FactorMode.Required,
            Passkeys = state is null ? [] : await passkeys.ListAsync(session, cancellation),
            Remove = PasskeyDoor.RemoveForm(guard, staff),
        };
        if (view.IsScripted) request.AllowOwnScript();
        return await request.PageAsync(view, status);
    }
}
