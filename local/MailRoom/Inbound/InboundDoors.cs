using Microsoft.Net.Http.Headers;

namespace Campaigns.Local.MailRoom.Inbound;

/// <summary>
/// The other direction: a mail that somebody writes here is handed to the app as SendGrid's Inbound Parse hands it over. <c>POST /inbound</c> takes a form with
/// <c>to</c>, <c>from</c>, <c>subject</c>, <c>text</c>, <c>html</c>, <c>charset</c> (of text and html) and files, and answers with what the app answered.
/// </summary>
static class InboundDoors
{
    const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Write to the app</title><link rel="stylesheet" href="/inbox.css"><link rel="icon" href="data:,"></head>
        <body>
        <header class="room"><p class="name"><a href="/">The mail room</a></p></header>
        <main><section class="reader">
        <h1>Write to the app</h1>
        <p>As if it had come to one of the app's reply addresses: the page of a letter shows its own.</p>
        <form method="post" action="/inbound" enctype="multipart/form-data">
        <p><label for="to">To</label><br><input id="to" name="to" required size="60"></p>
        <p><label for="from">From</label><br><input id="from" name="from" value="Office &lt;office@example.org&gt;" size="60"></p>
        <p><label for="subject">Subject</label><br><input id="subject" name="subject" value="Re: your letter" size="60"></p>
        <p><label for="text">Text</label><br><textarea id="text" name="text" rows="8" cols="60"></textarea></p>
        <p><label for="file">File</label><br><input id="file" name="file" type="file" multiple></p>
        <p><button>Hand it over</button></p>
        </form>
        </section></main>
        </body>
        </html>
        """;

    static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(60) };

    public static void MapInbound(this WebApplication app)
    {
        app.MapGet("/inbound", () => Results.Content(Page, "text/html; charset=utf-8"));
        app.MapPost("/inbound", HandOver).DisableAntiforgery();
    }

    /// <summary>A page from elsewhere may not write.</summary>
    static async Task<IResult> HandOver(HttpRequest request, MailRoomOptions options, CancellationToken stopping)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")) return Results.StatusCode(403);
        if (options.InboundUrl is not { } app) return Results.Problem("MAILROOM_INBOUND_URL is not set.", statusCode: 409);
        if (!request.HasFormContentType) return Results.StatusCode(415);
        var form = await request.ReadFormAsync(stopping);
        using var posted = InboundPost.Of(form);
        using var answer = await Client.PostAsync(app, posted, stopping);
        var status = (int)answer.StatusCode;
        return request.GetTypedHeaders().Accept is [{ } first, ..] && first.MatchesMediaType("text/html") && first.MediaType != "*/*"
            ? Results.Content($"<!DOCTYPE html><title>Handed over</title><p>The app answered {status}. <a href=\"/inbound\">Another one</a></p>", "text/html; charset=utf-8")
            : Results.Json(new { status });
    }
}
