using System.Text.Json;
using Campaigns.Letters.Replies.Inbound;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Webhooks;

/// <summary>
/// Reads what SendGrid's Inbound Parse posts: multipart/form-data with <c>to</c>, <c>from</c>, <c>subject</c> (UTF-8), <c>text</c>, <c>html</c> (in the mail's own
/// character set, which <c>charsets</c> names by field), <c>envelope</c> (JSON: <c>to</c>, <c>from</c>) and files. Part by part: what is too large is passed over.
/// </summary>
static class InboundForm
{
    /// <summary>Bytes of a field; the rest of a longer one is left out.</summary>
    const int FieldBytes = 1_000_000;
    const int LongestBoundary = 200;
    static readonly string[] Fields = ["to", "from", "subject", "text", "html", "envelope", "charsets"];

    /// <returns>Null when it is no such form, or a broken one.</returns>
    /// <exception cref="BadHttpRequestException">413: more than <see cref="Limits.InboundBytes"/>.</exception>
    public static async Task<InboundMail?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Limits.InboundBytes;
        if (Boundary(request) is not { } boundary) return null;
        var (fields, files) = (new Dictionary<string, byte[]>(), new List<InboundFile>());
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellation) is { } section; parts++)
            {
                if (parts >= Limits.Fields) return null;
                await ReadAsync(section, fields, files, cancellation);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
        return Mail(fields, files);
    }

    static async Task ReadAsync(MultipartSection section, Dictionary<string, byte[]> fields, List<InboundFile> files, CancellationToken cancellation)
    {
        if (section.GetContentDispositionHeader() is not { } header) return;
        var name = HeaderUtilities.RemoveQuotes(header.Name).ToString();
        if (header.IsFileDisposition())
        {
            var bytes = await TakeAsync(section.Body, Limits.ReplyFile, cancellation);
            var file = header.FileNameStar.HasValue ? header.FileNameStar : HeaderUtilities.RemoveQuotes(header.FileName);
            files.Add(new(file.ToString(), bytes.IsWhole ? bytes.Taken : null));
        }
        else if (Fields.Contains(name)) fields[name] = (await TakeAsync(section.Body, FieldBytes, cancellation)).Taken;
    }

    static InboundMail Mail(Dictionary<string, byte[]> fields, List<InboundFile> files)
    {
        var charsets = Json(fields, "charsets");
        var words = Text("text") is { } text && !string.IsNullOrWhiteSpace(text) ? text : Text("html") is { } html ? InboundText.OfHtml(html) : "";
        return new([.. Recipients(Json(fields, "envelope")), Text("to") ?? ""], Text("from") ?? "", Text("subject") ?? "", words, files);

        string? Text(string field) => fields.TryGetValue(field, out var bytes)
            ? InboundText.Decode(bytes, charsets is { ValueKind: JsonValueKind.Object } sets && sets.TryGetProperty(field, out var set) && set.ValueKind == JsonValueKind.String ? set.GetString() : null)
            : null;
    }

    static IEnumerable<string> Recipients(JsonElement? envelope) =>
        envelope is { ValueKind: JsonValueKind.Object } one && one.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Array
            ? to.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.String).Select(entry => entry.GetString()!) : [];

    static JsonElement? Json(Dictionary<string, byte[]> fields, string field)
    {
        if (!fields.TryGetValue(field, out var bytes)) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static async Task<(byte[] Taken, bool IsWhole)> TakeAsync(Stream body, int limit, CancellationToken cancellation)
    {
        using var taken = new MemoryStream();
        var buffer = new byte[16_384];
        var isWhole = true;
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            var room = limit - (int)taken.Length;
            taken.Write(buffer, 0, Math.Min(read, room));
            isWhole &= read <= room;
        }
        return (taken.ToArray(), isWhole);
    }

    static string? Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= LongestBoundary ? boundary : null;
    }
}
