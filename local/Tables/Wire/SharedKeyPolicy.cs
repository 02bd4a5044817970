using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>Signs each try of a request with the account's key (the scheme <c>SharedKey</c> of the Table service).</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.TryGetValue("Content-Type", out var contentType);
        request.Headers.TryGetValue("Content-MD5", out var contentMd5);
        var text = StringToSign(request.Method.Method, contentMd5, contentType, date, credential.AccountName, request.Uri.ToUri());
        request.Headers.SetValue("Authorization", $"SharedKey {credential.AccountName}:{Sign(credential.Key, text)}");
    }

    /// <summary>Verb, Content-MD5, Content-Type, date and canonicalized resource, one a line. Of the query only <c>comp</c> counts.</summary>
    public static string StringToSign(string verb, string? contentMd5, string? contentType, string date, string account, Uri uri) =>
        $"{verb}\n{contentMd5}\n{contentType}\n{date}\n/{account}{uri.AbsolutePath}{Comp(uri.Query)}";

    public static string Sign(byte[] key, string text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToBase64String(hash);
    }

    private static string Comp(string query)
    {
        foreach (var part in query.AsSpan().TrimStart('?').Split('&'))
        {
            var pair = query.AsSpan().TrimStart('?')[part];
            if (pair.StartsWith("comp=", StringComparison.OrdinalIgnoreCase))
                return $"?comp={Uri.UnescapeDataString(pair[5..].ToString())}";
        }
        return "";
    }
}
