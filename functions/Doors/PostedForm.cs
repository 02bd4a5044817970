using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Campaigns.Functions.Doors;

/// <summary>
/// What a form or a script posted: fields by name, read within a limit; a file is a field, its content taken as UTF-8. A repeated
/// field counts once, with its last value.
/// The fields are also kept with the request, so that a page about an outage can hand them back.
/// </summary>
/// <param name="Refusal">413, 415 or 400 when the body could not be taken; then there are no fields.</param>
public sealed record PostedForm(IReadOnlyDictionary<string, string> Fields, JsonElement? Json, int? Refusal)
{
    /// <summary>Of the body.</summary>
    public int Bytes { get; init; }

    /// <summary>The files among the fields, as bytes; only forms have them.</summary>
    public IReadOnlyDictionary<string, PostedFile> Files { get; init; } = new Dictionary<string, PostedFile>();

    /// <summary>The fields, and those of <paramref name="names"/> that JSON gave as numbers, as texts.</summary>
    public IReadOnlyDictionary<string, string> WithNumbers(params IReadOnlyCollection<string> names)
    {
        if (Json is not { } json) return Fields;
        var fields = new Dictionary<string, string>(Fields);
        foreach (var name in names)
            if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number)
                fields[name] = value.GetRawText();
        return fields;
    }

    /// <summary>Adds what a check of texts cannot see: that JSON gave one of the <paramref name="fields"/> as something else.</summary>
    public Checked<T> Check<T>(Checked<T> read, IReadOnlyCollection<string> fields) where T : class
    {
        if (Json is not { } json) return read;
        var wrong = json.EnumerateObject()
            .Where(property => fields.Contains(property.Name) && property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            .Select(property => new FieldError(property.Name, "WrongType", "text")).ToList();
        return wrong.Count == 0 ? read : Checked<T>.Invalid([.. wrong, .. read.Errors.Where(error => !wrong.Exists(other => other.Field == error.Field))]);
    }

    static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public static PostedForm? Kept(HttpContext http) => http.Items[typeof(PostedForm)] as PostedForm;

    public static async Task<PostedForm> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        // Somebody who stands before the door may have read it.
        var form = Kept(request.HttpContext) ?? await TakeAsync(request, limit, cancellation);
        if (form.Bytes > limit) return Refused(StatusCodes.Status413PayloadTooLarge);
        request.HttpContext.Items[typeof(PostedForm)] = form;
        return form;
    }

    static async Task<PostedForm> TakeAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        byte[]? body;
        try
        {
            body = await ReadBodyAsync(request, limit, cancellation);
        }
        catch (IOException broken) // the connection, or what was no body at all
        {
            return Refused(broken is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } tooLarge ? tooLarge.StatusCode : StatusCodes.Status400BadRequest);
        }
        if (body is null) return Refused(StatusCodes.Status413PayloadTooLarge);
        return await OfBodyAsync(request, body, cancellation) with { Bytes = body.Length };
    }

    static async Task<PostedForm> OfBodyAsync(HttpRequest request, byte[] body, CancellationToken cancellation)
    {
        if (body.Length == 0 && string.IsNullOrEmpty(request.ContentType)) return new(None, null, null);
        if (request.HasJsonContentType()) return OfJson(body);
        if (!request.HasFormContentType) return Refused(StatusCodes.Status415UnsupportedMediaType);
        return await OfFormAsync(request, body, cancellation);
    }

    static PostedForm Refused(int status) => new(None, null, status);

    static PostedForm OfJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object) return Refused(StatusCodes.Status400BadRequest);
            var fields = new Dictionary<string, string>();
            var count = 0;
            foreach (var property in root.EnumerateObject())
            {
                if (++count > Limits.Fields) return Refused(StatusCodes.Status413PayloadTooLarge);
                var name = property.Name; // read also where it is not needed: what is not text has to show now
                if (property.Value.ValueKind == JsonValueKind.String) fields[name] = property.Value.GetString()!;
            }
            return new(fields, root, null);
        }
        // A lone surrogate in a name or a string is found only when that is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refused(StatusCodes.Status400BadRequest);
        }
    }

    static async Task<PostedForm> OfFormAsync(HttpRequest request, byte[] body, CancellationToken cancellation)
    {
        if (!IsMultipart(request)) return UrlEncoded.Read(body, Limits.Fields) is { } fields ? new(fields, null, null) : Refused(StatusCodes.Status413PayloadTooLarge);
        try
        {
            request.Body = new MemoryStream(body);
            var form = await request.ReadFormAsync(new FormOptions { ValueCountLimit = Limits.Fields, ValueLengthLimit = body.Length }, cancellation);
            var fields = form.ToDictionary(field => field.Key, field => field.Value.LastOrDefault() ?? "");
            var files = new Dictionary<string, PostedFile>();
            foreach (var file in form.Files)
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, cancellation);
                files[file.Name] = new(file.FileName, content.ToArray());
                fields[file.Name] = Text(content);
            }
            return new(fields, null, null) { Files = files };
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return Refused(StatusCodes.Status400BadRequest);
        }
    }

    static string Text(MemoryStream content)
    {
        content.Position = 0;
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }

    static bool IsMultipart(HttpRequest request) => request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    /// <returns>Null when there is more than <paramref name="limit"/> bytes.</returns>
    static async Task<byte[]?> ReadBodyAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit) return null;
        using var taken = new MemoryStream();
        var buffer = new byte[8192];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (taken.Length + count > limit) return null;
            taken.Write(buffer, 0, count);
        }
        return taken.ToArray();
    }
}

/// <summary>A file of a form.</summary>
/// <param name="Name">As the browser gave it: any text.</param>
public sealed record PostedFile(string Name, byte[] Bytes);
