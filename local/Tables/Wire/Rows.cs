using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>How rows are addressed.</summary>
internal static class Rows
{
    public static RequestMethod Verb(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static string Path(string table) => Uri.EscapeDataString(table);

    public static string Path(string table, string partitionKey, string rowKey)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        AzureLimits.RequireKeys(partitionKey, rowKey);
        return $"{Uri.EscapeDataString(table)}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";
    }

    public static string Select(IEnumerable<string>? properties) =>
        properties is null ? "" : new QueryText().Add("$select", string.Join(',', properties)).ToString();

    /// <summary>The header's text: the ETag as the service gave it (<c>W/"..."</c>), or <c>*</c>.</summary>
    public static string IfMatch(ETag etag) => etag.ToString("H");

    private static string Key(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
