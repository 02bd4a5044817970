using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Functions.Doors;

/// <summary>
/// The key of scripts, for doors that people open by signing in and scripts by <c>x-functions-key</c>: such a door is anonymous
/// to the Functions host, so the app holds the key against the setting CAMPAIGNS_KEY itself. No setting, no script.
/// </summary>
public sealed class ScriptKey(IConfiguration configuration)
{
    readonly byte[]? hash = configuration["CAMPAIGNS_KEY"] is { Length: > 0 } key ? Hash(key) : null;

    public bool IsWith(HttpRequest request) =>
        hash is not null && request.Headers["x-functions-key"] is [{ Length: > 0 } sent] && CryptographicOperations.FixedTimeEquals(Hash(sent), hash);

    /// <summary>As the host itself admits to what needs a key: the header, or <c>code</c> in the query.</summary>
    public bool IsWithHost(HttpRequest request) =>
        hash is not null && (request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault()) is { } sent && CryptographicOperations.FixedTimeEquals(Hash(sent), hash);

    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
