namespace Azure.Data.Tables.Wire;

/// <summary>Where a listing goes on: the service's next partition and row key, with a blank between them.</summary>
internal static class ContinuationToken
{
    public static string? Of(Response response)
    {
        var partition = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var p);
        var row = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var r);
        return partition || row ? $"{p} {r}" : null;
    }

    public static (string? Partition, string? Row) Split(string? token)
    {
        if (string.IsNullOrWhiteSpace(token))
            return (null, null);
        var blank = token.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (token, null) : (token[..blank], token[(blank + 1)..]);
    }
}
