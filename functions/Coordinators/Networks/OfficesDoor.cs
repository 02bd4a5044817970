using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Networks.Offices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>The offices of a network: the directory, its presets, the letterhead; and the directory as CSV. Whose network it is not finds nothing (404).</summary>
public sealed class OfficesDoor(Guard guard, OfficeStore store, OfficeActions actions, CampaignReading reading, Texts texts)
{
    [Function("Offices")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "networks/{network}/offices")] HttpRequest request, string network,
        CancellationToken cancellation) =>
        AdmitAsync(request, network, (staff, book) => ShowAsync(request, staff, book, null, StatusCodes.Status200OK), cancellation);

    /// <summary>As <c>directory.csv</c> of the organisations.</summary>
    [Function("OfficesCsv")]
    public Task<IResult> Csv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "networks/{network}/offices.csv")] HttpRequest request, string network,
        CancellationToken cancellation) =>
        AdmitAsync(request, network, (_, book) => Task.FromResult(NetworkDoor.File(OfficeCsv.Write(book.Offices), $"offices-{network}.csv")), cancellation);

    [Function("OfficesChange")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "networks/{network}/offices/{change}")] HttpRequest request, string network, string change,
        CancellationToken cancellation) =>
        AdmitAsync(request, network, (staff, book) => ActAsync(request, staff, book, change, cancellation), cancellation);

    internal static string Path(string network) => $"/networks/{network}/offices";

    Task<IResult> AdmitAsync(HttpRequest request, string network, Func<Staff, OfficeBook, Task<IResult>> door, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
            staff.Scope(Roles.Coordinator).SeesNetwork(network) && await store.BookAsync(network, cancellation) is { } book
                ? await door(staff, book)
                : await reading.NotFoundAsync(request), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, OfficeBook book, string change, CancellationToken cancellation)
    {
        var home = Path(book.Network.Id);
        var posted = await PostedForm.ReadAsync(request, change == OfficeActions.Import ? Limits.LaunchBytes : Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, home);
        if (!OfficeActions.Names.Contains(change)) return await reading.NotFoundAsync(request);
        var form = guard.Form(staff, $"{home}/{change}") with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, form.Action)) return await ShowAsync(request, staff, book, (change, form with { Expired = true }), StatusCodes.Status400BadRequest);
        if (change == OfficeActions.Import) return await ImportAsync(request, staff, book, posted, form, cancellation);
        var errors = await actions.CarryOutAsync(book, change, posted, cancellation);
        if (!errors.IsEmpty) return await ShowAsync(request, staff, book, (change, form with { Errors = errors }), StatusCodes.Status422UnprocessableEntity);
        if (!request.AnswersJson()) return request.SeeOther(home);
        return await store.BookAsync(book.Network.Id, cancellation) is { } after ? OfficeJson.All(after) : Results.NoContent();
    }

    async Task<IResult> ImportAsync(HttpRequest request, Staff staff, OfficeBook book, PostedForm posted, FormState form, CancellationToken cancellation)
    {
        var view = OfficeActions.Read(staff, book, form, posted.Fields);
        if (posted.Fields.GetValueOrDefault("step") != "apply" || view.Changes.Count == 0 || view.Form.HasErrors)
            return request.AnswersJson() ? NetworkJson.Import(texts, view) : await request.PageAsync(view, view.Form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        await actions.ApplyAsync(view, cancellation);
        return request.AnswersJson() ? NetworkJson.Import(texts, view, applied: true) : request.SeeOther(view.Home);
    }

    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, OfficeBook book, (string Change, FormState Form)? posted, int status)
    {
        var json = request.AnswersJson();
        if (json && posted is var (_, form)) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        if (json) return OfficeJson.All(book);
        string? chosen = posted is ("office", var typed) ? typed["id"] : request.Query["office"];
        var view = new OfficesView(staff, book, change => guard.Form(staff, $"{Path(book.Network.Id)}/{change}"))
        {
            Posted = posted,
            Chosen = book.Offices.FirstOrDefault(one => one.Id == chosen),
        };
        return await request.PageAsync(view, status);
    }
}
