using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Mail;

/// <summary>
/// Where every message waits until it is sent. <see cref="Add"/> gives the insert that the caller puts into the transaction
/// of the fact that causes the message; <see cref="Ring"/> after the commit only makes it quick: <c>OutboxSender</c> finds
/// the row without it.
/// </summary>
public sealed class Outbox
{
    /// <param name="partition">Partition of the fact; the row is <c>outbox|{id}</c> in it.</param>
    /// <param name="id">Says which message this is (<c>invitation-0007</c>, <c>reminder-2-0007</c>), so that writing it twice fails.</param>
    public TableTransactionAction Add(DataKey key, string partition, string id, string to, Message message) => throw new NotImplementedException();

    /// <summary>Says that <paramref name="partition"/> of <paramref name="table"/> has something to send.</summary>
    public void Ring(TableClient table, string partition) => throw new NotImplementedException();
}
