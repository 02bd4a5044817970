namespace Azure.Data.Tables.Wire;

/// <summary>A storage account's connection string, as far as tables need it.</summary>
internal sealed record ConnectionString(Uri TableEndpoint, TableSharedKeyCredential Credential)
{
    // Azurite's well-known account; its key is public.
    private const string DevelopmentAccount = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">A part is missing or not <c>name=value</c>; the message never repeats a value.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var parts = Parts(text);
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && bool.TryParse(development, out var yes) && yes)
            return Development(parts);
        var account = Required(parts, "AccountName");
        return new ConnectionString(Endpoint(parts, account), new TableSharedKeyCredential(account, Required(parts, "AccountKey")));
    }

    private static ConnectionString Development(Dictionary<string, string> parts)
    {
        var host = parts.TryGetValue("DevelopmentStorageProxyUri", out var proxy) ? proxy.TrimEnd('/') : "http://127.0.0.1";
        return new ConnectionString(new Uri($"{host}:10002/{DevelopmentAccount}"), new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey));
    }

    private static Uri Endpoint(Dictionary<string, string> parts, string account)
    {
        if (parts.TryGetValue("TableEndpoint", out var endpoint))
            return new Uri(endpoint.TrimEnd('/'));
        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return new Uri($"{scheme}://{account}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}");
    }

    private static Dictionary<string, string> Parts(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException("A storage connection string is made of NAME=VALUE parts, separated by semicolons.");
            parts[part[..equals]] = part[(equals + 1)..];
        }
        return parts;
    }

    private static string Required(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"The storage connection string has no {name}.");
}
