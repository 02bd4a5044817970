using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Local.MailRoom.Events;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Local.MailRoom.Sending;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom;

/// <summary>The messages and the faults for scripts: JSON.</summary>
static class MessageDoors
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void MapMessages(this WebApplication app)
    {
        app.MapGet("/messages", List);
        app.MapDelete("/messages", (MailStore store, EventQueue events) => Empty(store, events));
        app.MapGet("/messages/{id}", (string id, MailStore store) => Open(store, id) is { } message ? Results.Json(message, Options) : Missing());
        app.MapGet("/messages/{id}/attachments/{number}", Attachment);
        app.MapGet("/faults", (FaultBook book) => FaultJson.Write(book));
        app.MapPut("/faults", SetFaults);
        app.MapGet("/health", () => new { status = "ok" });
    }

    /// <summary>One message; null when there is none of that id.</summary>
    public static MailMessage? Open(MailStore store, string id) => store.Find(id) is { } entry ? store.Open([entry]).FirstOrDefault() : null;

    /// <summary>Empties the inbox; events of its messages that were not told yet are told all the same.</summary>
    public static IResult Empty(MailStore store, EventQueue events)
    {
        var eventsAreDue = events.HasOpen;
        if (!eventsAreDue)
            events.ForgetTold();
        store.Empty(eventsAreDue);
        return Results.NoContent();
    }

    static IResult List(MailStore store, string? to, string? subject, string? after)
    {
        if (MailQuery.Parse(to, subject, after, id => store.Find(id) is not null) is not { } query)
            return ApiError.Answer(400, new ApiError("Must be an instant (ISO 8601) or the id of a message that is there.", "after"));
        return Results.Json(store.Open(store.Find(query)), Options);
    }

    static IResult Missing() => ApiError.Answer(404, new ApiError("There is no such message.", null));

    /// <summary>Only kinds that a browser shows without running anything are shown; everything else is downloaded.</summary>
    static IResult Attachment(string id, string number, MailStore store, HttpResponse response)
    {
        if (store.File(id, number) is not var (file, bytes))
            return Missing();
        response.Headers.XContentTypeOptions = "nosniff";
        return file.Type is "application/pdf" or "image/png" or "image/jpeg" or "text/plain"
            ? Results.Bytes(bytes, file.Type)
            : Results.Bytes(bytes, "application/octet-stream", file.Filename);
    }

    static async Task<IResult> SetFaults(HttpRequest request, FaultBook book)
    {
        using var reader = new StreamReader(request.Body);
        var (rules, errors) = FaultJson.Read(await reader.ReadToEndAsync());
        if (errors.Count > 0)
            return ApiError.Answer(400, errors);
        book.Set(rules);
        return Results.Json(FaultJson.Write(book));
    }
}
