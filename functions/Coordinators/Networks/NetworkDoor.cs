using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Networks;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>One network: the directory, people and roles, lists; and the directory as CSV. Whose network it is not finds nothing (404).</summary>
public sealed class NetworkDoor(Guard guard, NetworkStore store, NetworkActions actions, NetworkImport import, CampaignReading reading, Texts texts)
{
    [Function("Network")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "networks/{network}")] HttpRequest request, string network,
        CancellationToken cancellation) =>
        AdmitAsync(request, network, (staff, book) => ShowAsync(request, staff, book, null, StatusCodes.Status200OK), cancellation);

    /// <summary>RFC 4180, UTF-8 with a byte-order mark, for spreadsheets; formulas are taken the sting.</summary>
    [Function("NetworkCsv")]
    public Task<IResult> Csv(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "networks/{network}/directory.csv")] HttpRequest request, string network,
        CancellationToken cancellation) =>
        AdmitAsync(request, network, (_, book) => Task.FromResult(File(DirectoryCsv.Write(book.Organisations), $"directory-{network}.csv")), cancellation);

    internal static IResult File(string csv, string name) =>
        Results.File([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(csv)], "text/csv; charset=utf-8", name);

    [Function("NetworkAction")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "networks/{network}/{action}")] HttpRequest request, string network, string action,
        CancellationToken cancellation) =>
        AdmitAsync(request, network, (staff, book) => ActAsync(request, staff, book, action, cancellation), cancellation);

    Task<IResult> AdmitAsync(HttpRequest request, string network, Func<Staff, NetworkBook, Task<IResult>> door, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
            staff.Scope(Roles.Coordinator).SeesNetwork(network) && await store.BookAsync(network, cancellation) is { } book
                ? await door(staff, book)
                : await reading.NotFoundAsync(request), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, NetworkBook book, string action, CancellationToken cancellation)
    {
        var home = $"/networks/{book.Network.Id}";
        var isImport = action == "import";
        var posted = await PostedForm.ReadAsync(request, isImport ? Limits.LaunchBytes : Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, home);
        if ((!isImport && !NetworkActions.Names.Contains(action)) || (book.IsErased && action != "erase")) return await reading.NotFoundAsync(request);
        var form = guard.Form(staff, $"{home}/{action}") with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, form.Action)) return await ShowAsync(request, staff, book, (action, form with { Expired = true }), StatusCodes.Status400BadRequest);
        if (isImport) return await ImportAsync(request, staff, book, posted, form, cancellation);
        var errors = await actions.CarryOutAsync(book, action, posted, cancellation);
        if (!errors.IsEmpty) return await ShowAsync(request, staff, book, (action, form with { Errors = errors }), StatusCodes.Status422UnprocessableEntity);
        if (!request.AnswersJson()) return request.SeeOther(action == "erase" ? "/networks" : home);
        return await store.BookAsync(book.Network.Id, cancellation) is { } after ? NetworkJson.One(after) : Results.NoContent();
    }

    async Task<IResult> ImportAsync(HttpRequest request, Staff staff, NetworkBook book, PostedForm posted, FormState form, CancellationToken cancellation)
    {
        var view = NetworkImport.Read(staff, book, form, posted.Fields);
        if (posted.Fields.GetValueOrDefault("step") != "apply" || view.Changes.Count == 0 || view.Form.HasErrors)
            return request.AnswersJson() ? NetworkJson.Import(texts, view) : await request.PageAsync(view, view.Form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        await import.ApplyAsync(view, cancellation);
        return request.AnswersJson() ? NetworkJson.Import(texts, view, applied: true) : request.SeeOther($"/networks/{book.Network.Id}");
    }

    async Task<IResult> ShowAsync(HttpRequest request, Staff staff, NetworkBook book, (string Action, FormState Form)? posted, int status)
    {
        var json = request.AnswersJson();
        if (json && posted is var (_, form)) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors);
        if (json) return NetworkJson.One(book);
        string? chosen = request.Query["organisation"];
        var view = new NetworkView(staff, book, action => guard.Form(staff, $"/networks/{book.Network.Id}/{action}"))
        {
            Posted = posted,
            Chosen = book.Organisations.FirstOrDefault(one => one.Id == (posted?.Form["id"] ?? chosen)),
        };
        return await request.PageAsync(view, status);
    }
}
