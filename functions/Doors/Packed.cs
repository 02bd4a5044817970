using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Doors;

/// <summary>
/// Content that anybody may see, also smaller, for browsers that can read it. Only that is made smaller: from the length of a compressed
/// page that holds a person's secret beside words of a stranger, the stranger could guess the secret.
/// </summary>
/// <param name="level">Brotli's and gzip's: small for what is packed once, quick for what changes.</param>
public sealed class Packed(byte[] content, CompressionLevel level)
{
    readonly Lazy<byte[]> brotli = new(() => Pack(content, to => new BrotliStream(to, level)));
    readonly Lazy<byte[]> gzip = new(() => Pack(content, to => new GZipStream(to, level)));

    /// <summary>As it is.</summary>
    public byte[] Content => content;

    /// <summary>In the best way that this browser reads, if that makes it smaller, and says so in the answer's headers.</summary>
    /// <returns>And the name of that way (<c>br</c>, <c>gzip</c>), empty for as it is.</returns>
    public (byte[] Content, string Encoding) For(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var (packed, encoding) = Reads(request, "br") ? (brotli.Value, "br") : Reads(request, "gzip") ? (gzip.Value, "gzip") : (content, "");
        if (packed.Length >= content.Length) return (content, "");
        headers.ContentEncoding = encoding;
        return (packed, encoding);
    }

    static bool Reads(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality != 0);

    static byte[] Pack(byte[] content, Func<Stream, Stream> open)
    {
        using var to = new MemoryStream();
        using (var packing = open(to)) packing.Write(content);
        return to.ToArray();
    }
}
