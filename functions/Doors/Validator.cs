using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Doors;

/// <summary>Content that anybody may see, with the tag by which a browser that kept it asks whether it is still the same.</summary>
sealed record Validator(byte[] Content, EntityTagHeaderValue Tag)
{
    public static Validator Of(byte[] content) =>
        new(content, new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\""));
}

static class Validation
{
    public static IResult Validated(this HttpRequest request, byte[] content, string type) => request.Answer(Validator.Of(content), type);

    /// <summary>The content, or 304 to who has it already.</summary>
    public static IResult Answer(this HttpRequest request, Validator kept, string type)
    {
        request.IsPublic();
        request.HttpContext.Response.Headers.ETag = kept.Tag.ToString();
        var isKnown = EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
            && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(kept.Tag, useStrongComparison: false));
        return isKnown ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(kept.Content, type);
    }
}
