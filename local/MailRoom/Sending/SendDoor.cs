using System.Net.Mime;
using Campaigns.Local.MailRoom.Events;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom.Sending;

/// <summary>POST /v3/mail/send.</summary>
sealed class SendDoor(MailRoomOptions options, MailStore store, FaultBook faults, EventQueue events, IHostApplicationLifetime life)
{
    /// <summary>Attachments grow by a third in base64.</summary>
    const long MostBody = Mime.MostBytes / 3 * 4 + 5 * 1024 * 1024;

    public async Task<IResult> Send(HttpContext http)
    {
        if (Stranger(http.Request) is { } refusal)
            return refusal;
        if (!MediaTypeNames.Application.Json.Equals(http.Request.ContentType?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase))
            return ApiError.Answer(415, new ApiError("The content type must be application/json.", null));
        if (await Body(http.Request) is not { } body)
            return TooLarge();
        var (request, error) = SendRequest.Parse(body.Span);
        if (request is null)
            return ApiError.Answer(400, error!);
        if (RequestCheck.Of(request) is { Count: > 0 } errors)
            return ApiError.Answer(400, errors);
        return Mime.Size(request) > Mime.MostBytes ? TooLarge() : await Accept(request, http);
    }

    async Task<IResult> Accept(SendRequest request, HttpContext http)
    {
        if (request.IsSandboxed)
            return Results.Ok();
        var fault = faults.ForRequest([.. Messages(request)]);
        if (fault == FaultKind.TooManyRequests)
            return Busy(http.Response);
        if (fault == FaultKind.ServerError)
            return ApiError.Answer(500, new ApiError("Internal Server Error", null));
        var (sent, files) = Acceptance.Of(request, faults, options.Time.GetUtcNow());
        store.Add(sent, files);
        events.Add(sent);
        if (fault == FaultKind.AcceptThenHang)
            return await Hang(http);
        http.Response.Headers["X-Message-Id"] = sent.Id;
        return Results.StatusCode(202);
    }

    static IEnumerable<(string To, string Subject)> Messages(SendRequest request) =>
        from person in request.Personalizations
        from address in person.Everyone
        select (address.Email!, Acceptance.SubjectOf(request, person));

    /// <summary>Keeps the connection open and silent until the other side, or the mail room itself, gives up.</summary>
    async Task<IResult> Hang(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
        return Results.Empty;
    }

    IResult Busy(HttpResponse response)
    {
        response.Headers.RetryAfter = "1";
        response.Headers["X-RateLimit-Limit"] = "600";
        response.Headers["X-RateLimit-Remaining"] = "0";
        response.Headers["X-RateLimit-Reset"] = options.Time.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ApiError.Answer(429, new ApiError("too many requests", null));
    }

    IResult? Stranger(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header[7..].Trim() is not { Length: > 0 } key)
            return ApiError.Answer(401, new ApiError("Permission denied, wrong credentials", null));
        return options.ApiKey is null || key == options.ApiKey
            ? null
            : ApiError.Answer(401, new ApiError("The provided authorization grant is invalid, expired, or revoked", null));
    }

    /// <summary>The whole body; null when it is larger than any message may be.</summary>
    static async Task<ReadOnlyMemory<byte>?> Body(HttpRequest request)
    {
        if (request.ContentLength > MostBody)
            return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostBody)
                return null;
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    static IResult TooLarge() => ApiError.Answer(413, new ApiError("The message is larger than 30 MB.", null));
}
