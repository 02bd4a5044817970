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

/// <summary>
/// A person's passkeys, which stand on the page of the second factor: the page's script adds one (<c>begin</c> says what to ask the browser,
/// <c>finish</c> takes its answer, in JSON), a button removes one.
/// </summary>
public sealed class PasskeyDoor(Guard guard, PasskeyDesk desk, CampaignReading reading, Texts texts)
{
    public const string Path = "/account/passkeys";
    const string Begin = "begin", Finish = "finish", Remove = "remove";

    [Function("PasskeyAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/passkeys/{action}")] HttpRequest request, string action, CancellationToken cancellation) =>
        guard.AdmitPersonAsync(request, (staff, session) => ActAsync(request, staff, session, action, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, Session session, string action, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, FactorDoor.Path);
        if (action is not (Begin or Finish or Remove)) return await reading.NotFoundAsync(request);
        // Without a valid input, or without the script, back to the page: nothing was typed that could be lost.
        if (!guard.IsOurs(staff, posted, RemoveForm(guard, staff).Action) || (action != Remove && posted.Json is null)) return request.SeeOther(FactorDoor.Path);
        if (action == Finish) return await FinishAsync(session, posted, cancellation);
        if (action == Begin && await desk.BeginAddingAsync(session, cancellation) is { } ask) return Results.Text(ask, "application/json; charset=utf-8");
        if (action == Remove) await desk.RemoveAsync(session, posted.Fields.GetValueOrDefault("id", ""), cancellation);
        return request.SeeOther(FactorDoor.Path);
    }

    async Task<IResult> FinishAsync(Session session, PostedForm posted, CancellationToken cancellation)
    {
        var label = OwnLabel.Read(posted, out var error);
        if (error is not null) return Problem.Of(texts, [error]);
        return await desk.AddAsync(session, posted.Fields.GetValueOrDefault("credential", ""), label, cancellation) == CodeAnswer.Right
            ? Results.Json(new { next = FactorDoor.Path })
            : Problem.Of(StatusCodes.Status422UnprocessableEntity, texts["Passkey_NotAdded"]);
    }

    public static FormState RemoveForm(Guard guard, Staff staff) => guard.Form(staff, $"{Path}/{Remove}");
}
