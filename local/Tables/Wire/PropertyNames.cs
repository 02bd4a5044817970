namespace Azure.Data.Tables.Wire;

/// <summary>The properties every row has, as the service names them.</summary>
internal static class PropertyNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string OdataETag = "odata.etag";
}
