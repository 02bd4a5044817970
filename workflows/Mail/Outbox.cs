using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Mail;

/// <summary>
/// Where every message waits until it is sent. <see cref="Add"/> gives the insert that the caller puts into the transaction
/// of the fact that causes the message; <see cref="Ring"/> after the commit only makes it quick: <c>OutboxSender</c> finds
/// the row without it.
/// </summary>
public sealed class Outbox(TimeProvider time)
{
    internal OutboxBell Bell { get; } = new();

    /// <param name="partition">Partition of the fact; the row is <c>outbox|{id}</c> in it.</param>
    /// <param name="id">Says which message this is (<c>invitation-0007</c>, <c>reminder-2-0007</c>), so that writing it twice fails.</param>
    /// <param name="discard">The sender drops the message unsent: for work that must look the same to a stranger.</param>
    /// <param name="eventKey">Names what the mail service's events about this message are about; nothing personal. Null: nobody asks.</param>
    /// <param name="toHand">The caller gives the row to <see cref="Hand"/> after its commit: it is born with a lease, and is sent without
    /// being read again. Where no pump runs it waits as any other.</param>
    public TableTransactionAction Add(DataKey key, string partition, string id, string to, Message message, bool discard = false, bool toHand = false, string? eventKey = null)
    {
        var row = new TableEntity(partition, Rows.Outbox(id))
        {
            ["Kind"] = message.GetType().Name,
            ["CreatedAt"] = time.GetUtcNow(),
            ["Attempts"] = 0,
            ["LeaseUntil"] = toHand && Bell.IsHeard ? time.GetUtcNow() + OutboxRow.Lease : DateTimeOffset.UnixEpoch,
            ["Envelope"] = key.Seal(Envelope.Of(to, message, discard, eventKey), Context(partition, id)),
        };
        return new(TableTransactionActionType.Add, row);
    }

    /// <summary>Says that <paramref name="partition"/> of <paramref name="table"/> has something to send.</summary>
    public void Ring(TableClient table, string partition) => Bell.Ring(table, partition);

    /// <summary>Writes facts and their messages, all of one partition, and says that there is something to send.</summary>
    /// <returns>False when somebody was faster: nothing was written.</returns>
    internal async Task<bool> TrySubmitAsync(TableClient table, IReadOnlyList<TableTransactionAction> all, CancellationToken cancellation)
    {
        if (!await table.TrySubmitAsync(all, cancellation)) return false;
        Ring(table, all[0].Entity.PartitionKey);
        return true;
    }

    /// <summary>Ends the pause of a message that waits to be tried again. Whoever holds it meanwhile makes this fail.</summary>
    /// <param name="waiting">As it was read.</param>
    internal static TableTransactionAction TryNow(ITableEntity waiting) => new(TableTransactionActionType.UpdateMerge,
        new TableEntity(waiting.PartitionKey, waiting.RowKey) { ["LeaseUntil"] = DateTimeOffset.UnixEpoch }, waiting.ETag);

    /// <summary>Gives the pump a row that has been committed.</summary>
    internal void Hand(TableClient table, TableEntity row)
    {
        var held = new HeldMail(table, new(row));
        if (held.Row.LeaseUntil > DateTimeOffset.UnixEpoch) Bell.Hand(held);
        else Bell.Ring(table, row.PartitionKey);
    }

    internal static Envelope Open(DataKey key, TableEntity row) =>
        key.Open<Envelope>(row.GetBinary("Envelope")!, $"{row.PartitionKey}|{row.RowKey}|Envelope");

    static string Context(string partition, string id) => $"{partition}|{Rows.Outbox(id)}|Envelope";
}
