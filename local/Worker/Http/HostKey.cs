using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Local.Worker.Http;

/// <summary>
/// The one key of the local runtime (setting CAMPAIGNS_KEY): host key, master key and system key at once.
/// Callers send it as the header <c>x-functions-key</c> or the query's <c>code</c>. Without a key nothing is opened.
/// </summary>
sealed class HostKey(string? key)
{
    readonly byte[]? hash = string.IsNullOrEmpty(key) ? null : Hash(key);

    public bool IsSet => hash is not null;

    public bool Admits(AuthorizationLevel level, HttpRequest request) => level == AuthorizationLevel.Anonymous || Admits(request);

    public bool Admits(HttpRequest request)
    {
        if (hash is null)
            return false;
        var sent = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault();
        // Hashes have one length, so that the comparison's time says nothing about the key's.
        return sent is not null && CryptographicOperations.FixedTimeEquals(Hash(sent), hash);
    }

    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
