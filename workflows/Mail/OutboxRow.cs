using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Mail;

/// <summary>What the sender needs of a row that waits. The message itself stays sealed until it is sent.</summary>
internal sealed record OutboxRow(TableEntity Entity)
{
    /// <summary>How long a sender holds a row: what a process takes with it when it dies waits this long.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    public string Id => Entity.RowKey[Rows.OutboxRows.Length..];
    /// <summary>Whose signature the message is about, by the name of its row; null when it is about none.</summary>
    public string? SignatureId => Id.Split('-') is ["confirm" or "signed" or "remind", var signature, ..] ? signature : null;
    public int Attempts => Entity.GetInt32("Attempts") ?? 0;
    public DateTimeOffset LeaseUntil => Entity.GetDateTimeOffset("LeaseUntil") ?? DateTimeOffset.MinValue;

    /// <summary>Takes the row until <paramref name="until"/>: fails when another sender was faster.</summary>
    public TableTransactionAction Take(DateTimeOffset until) => new(TableTransactionActionType.UpdateMerge,
        new TableEntity(Entity.PartitionKey, Entity.RowKey) { ["LeaseUntil"] = until, ["Attempts"] = Attempts + 1 }, Entity.ETag);

    /// <summary>Puts the row back until <paramref name="at"/>.</summary>
    public TableTransactionAction Postpone(DateTimeOffset at) => new(TableTransactionActionType.UpdateMerge,
        new TableEntity(Entity.PartitionKey, Entity.RowKey) { ["LeaseUntil"] = at, ["Attempts"] = Attempts + 1 }, ETag.All);

    /// <summary>Whether a pause holds it, and no sender: a lease is never so long.</summary>
    public static bool IsPaused(DateTimeOffset leaseUntil, DateTimeOffset now) => leaseUntil > now + Lease;

    /// <summary>Leaves no trace: the message was never meant to be sent.</summary>
    public TableTransactionAction Drop() => new(TableTransactionActionType.Delete, new TableEntity(Entity.PartitionKey, Entity.RowKey), ETag.All);

    /// <summary>Replaces the row by <c>mail|{id}</c>, which says what became of it and nothing of what it said.</summary>
    public TableTransactionAction[] Finish(DateTimeOffset at, string state, string? messageId, string? reason)
    {
        var sent = new TableEntity(Entity.PartitionKey, Rows.Mail(Id))
        {
            ["Kind"] = Entity.GetString("Kind"),
            ["State"] = state,
            ["ChangedAt"] = at,
            ["Attempts"] = Attempts + 1,
            ["MessageId"] = messageId,
            ["Reason"] = reason,
        };
        return
        [
            new(TableTransactionActionType.Delete, new TableEntity(Entity.PartitionKey, Entity.RowKey), ETag.All),
            new(TableTransactionActionType.UpsertReplace, sent),
        ];
    }
}

/// <summary>A row that this process may send: it holds the lease.</summary>
internal sealed record HeldMail(TableClient Table, OutboxRow Row)
{
    public string Partition => Row.Entity.PartitionKey;
}
