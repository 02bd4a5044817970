using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Networks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>All networks that a coordinator sees. Those of the settings' list make new ones.</summary>
public sealed class NetworksDoor(Guard guard, NetworkStore store, NetworkDesk desk, CampaignReading reading, Texts texts)
{
    const string Path = "/networks";

    [Function("Networks")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "networks")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => ShowAsync(request, staff, guard.Form(staff, Path), StatusCodes.Status200OK, cancellation), cancellation);

    [Function("CreateNetwork")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "networks")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => CreateAsync(request, staff, cancellation), cancellation);

    async Task<IResult> CreateAsync(HttpRequest request, Staff staff, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        if (!NetworksView.MayCreateBy(staff)) return await NotTheirsAsync(request, staff);
        var form = guard.Form(staff, Path) with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, Path)) return await ShowAsync(request, staff, form with { Expired = true }, StatusCodes.Status400BadRequest, cancellation);
        var name = posted.Check(NetworkForms.Name(posted.Fields), ["name"]);
        if (!name.IsValid) return await ShowAsync(request, staff, form with { Errors = name.Errors }, StatusCodes.Status422UnprocessableEntity, cancellation);
        var network = await desk.CreateAsync(name.Value, cancellation);
        return request.AnswersJson()
            ? Results.Json(new { network.Id, network.Name, network.CreatedAt }, statusCode: StatusCodes.Status201Created)
            : request.SeeOther($"{Path}/{network.Id}");
    }

    async Task<IResult> NotTheirsAsync(HttpRequest request, Staff staff) => request.WantsJson()
        ? Problem.Of(StatusCodes.Status403Forbidden, texts["Networks_NotYours"])
        : await request.PageAsync(new StaffNoticeView(staff, texts["WrongRole_Title"], texts["Networks_NotYours"]), StatusCodes.Status403Forbidden);

    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, FormState form, int status, CancellationToken cancellation)
    {
        var json = request.AnswersJson();
        if (json && form.Expired) return Problem.Of(status, texts["Expired_Title"]);
        if (json && form.HasErrors) return Problem.Of(texts, form.Errors);
        var networks = (await store.ListAsync(cancellation)).Where(network => staff.Scope(Roles.Coordinator).SeesNetwork(network.Id)).ToList();
        return json ? Results.Json(new { networks }) : await request.PageAsync(new NetworksView(staff, networks, form), status);
    }
}
