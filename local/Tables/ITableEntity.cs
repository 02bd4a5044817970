namespace Azure.Data.Tables;

/// <summary>One row of a table. Classes that implement it are stored property by property.</summary>
public interface ITableEntity
{
    /// <summary>The partition. At most 1,024 bytes in UTF-16, none of <c>/ \ # ?</c> and no control character.</summary>
    string PartitionKey { get; set; }

    /// <summary>The key within the partition. The same limits as <see cref="PartitionKey"/>.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row (UTC). Set by the service, ignored on writing.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The row's version, for conditional writes. Set by the service, ignored on writing.</summary>
    ETag ETag { get; set; }
}
