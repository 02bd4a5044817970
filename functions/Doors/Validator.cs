using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Doors;

/// <summary>Content that anybody may see, with the tag by which a browser that kept it asks whether it is still the same.</summary>
/// <param name="Hash">Of the content; the tag is made of it and of the way in which it was packed.</param>
sealed record Validator(Packed Content, string Hash)
{
    public static Validator Of(byte[] content) =>
        new(new(content, CompressionLevel.Optimal), Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12)));

    public EntityTagHeaderValue Tag(string encoding) => new(encoding.Length == 0 ? $"\"{Hash}\"" : $"\"{Hash}-{encoding}\"");
}

static class Validation
{
    public static IResult Validated(this HttpRequest request, byte[] content, string type) => request.Answer(Validator.Of(content), type);

    /// <summary>The content, or 304 to who has it already.</summary>
    public static IResult Answer(this HttpRequest request, Validator kept, string type)
    {
        request.IsPublic();
        var (content, encoding) = kept.Content.For(request);
        var (headers, tag) = (request.HttpContext.Response.Headers, kept.Tag(encoding));
        headers.ETag = tag.ToString();
        var isKnown = EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
            && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
        if (!isKnown) return Results.Bytes(content, type);
        headers.Remove(HeaderNames.ContentEncoding);
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }
}
