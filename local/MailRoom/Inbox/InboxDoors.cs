using Campaigns.Local.MailRoom.Events;
using Campaigns.Local.MailRoom.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Campaigns.Local.MailRoom.Inbox;

/// <summary>The inbox for people: pages without script.</summary>
static class InboxDoors
{
    const string PagePolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A message may style itself and show pictures it carries: no script, no form, nothing from elsewhere.</summary>
    const string LetterPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox";

    static readonly byte[] Styles = Embedded("inbox.css");

    public static void MapInbox(this WebApplication app)
    {
        app.MapGet("/", (HttpContext http, string? q, int? page) => Page(http, q, page, null));
        app.MapGet("/read/{id}", (HttpContext http, string id, string? q, int? page) => Page(http, q, page, id));
        app.MapGet("/messages/{id}/html", Letter);
        app.MapPost("/empty", EmptyInbox);
        app.MapGet("/inbox.css", () => Results.Bytes(Styles, "text/css; charset=utf-8"));
    }

    static async Task<IResult> Page(HttpContext http, string? q, int? page, string? id)
    {
        var options = http.RequestServices.GetRequiredService<MailRoomOptions>();
        var model = InboxModel.Of(http.RequestServices.GetRequiredService<MailStore>(), q, page, id, http.Request.Query["view"], options.Time);
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(await Render(http.RequestServices, model), "text/html; charset=utf-8", statusCode: id is not null && model.Open is null ? 404 : 200);
    }

    /// <summary>Without AddRazorComponents, which would leave keys of its forms' tokens in the home folder.</summary>
    static async Task<string> Render(IServiceProvider services, InboxModel model)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(InboxPage.Model)] = model });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<InboxPage>(parameters)).ToHtmlString());
    }

    static IResult Letter(string id, MailStore store, HttpResponse response)
    {
        if (MessageDoors.Open(store, id) is not { Html: { } html } message)
            return Results.NotFound();
        response.Headers.ContentSecurityPolicy = LetterPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(LetterHtml.ForReading(html, message), "text/html; charset=utf-8");
    }

    /// <summary>The button's form; a page from elsewhere may not press it.</summary>
    static IResult EmptyInbox(HttpRequest request, MailStore store, EventQueue events)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return Results.StatusCode(403);
        MessageDoors.Empty(store, events);
        return Results.Redirect("/", permanent: false);
    }

    static byte[] Embedded(string name)
    {
        using var stream = typeof(InboxDoors).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
