using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>From what a client's constructor was given to a channel.</summary>
internal static class Channels
{
    private const string StorageScope = "https://storage.azure.com/.default";

    public static TableChannel From(string connectionString, TableClientOptions? options)
    {
        var parsed = ConnectionString.Parse(connectionString);
        return From(parsed.TableEndpoint, parsed.Credential, options);
    }

    public static TableChannel From(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new TableChannel(endpoint, credential.AccountName, new SharedKeyPolicy(credential, TimeProvider.System), options);
    }

    public static TableChannel From(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new TableChannel(endpoint, AccountOf(endpoint), new BearerTokenAuthenticationPolicy(credential, StorageScope), options);
    }

    /// <summary>The account in the address: the first label of a host name, or the first path segment at an IP address or localhost.</summary>
    private static string AccountOf(Uri endpoint) =>
        endpoint.HostNameType is UriHostNameType.Dns && !endpoint.IsLoopback
            ? endpoint.Host.Split('.')[0]
            : endpoint.AbsolutePath.Trim('/').Split('/')[0];
}
