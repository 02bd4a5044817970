using Azure;
using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Privacy;

/// <summary>
/// Removes one person from a campaign, on that person's word: the messages, the signature, the invitations to the same address. Each part
/// can run again. What stays is the keyed hash of the address, so that no further mail goes there; after the list was
/// frozen also the line without a name, which counts.
/// </summary>
public sealed class Erasure(CampaignTables tables, SignatureBook book)
{
    static readonly string[] OfOnePerson = [Rows.OutboxRows, Rows.SetAside, Rows.Mails, Rows.Reminders, Rows.Told, Rows.Deliveries];

    /// <returns>What the link means afterwards; <see cref="SignLinkState.TooEarly"/> when there is no book yet to write it in.</returns>
    public async Task<SignLink> EraseAsync(string token, CancellationToken cancellation = default)
    {
        if (await book.DoorAsync(token, cancellation) is not { } door) return await book.LookAsync(token, cancellation);
        var invitations = await OwnRows.InvitationsAsync(tables, door, cancellation);
        // Mails of an invitation that another address of the organisation gets now are that person's.
        await ForgetMessagesAsync(door, [.. invitations.Where(row => OwnRows.IsTheirs(door, SealedRow.Open<Invitation>(row, door.Key).Email))], cancellation);
        var link = await book.EraseAsync(token, cancellation);
        if (link.State != SignLinkState.Erased) return link;
        foreach (var row in invitations)
            await ForgetInvitationAsync(door, row.RowKey, cancellation);
        if (invitations.Count > 0) book.Forget(door.Campaign.Id);
        return link;
    }

    /// <summary>Under the ETag: a mail that comes back at the same time may have put another address in the place of this one.</summary>
    async Task ForgetInvitationAsync(BookDoor door, string row, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = (await tables.Campaigns.GetEntityAsync<TableEntity>(door.Campaign.Id, row, cancellationToken: cancellation)).Value;
            var without = SealedRow.Open<Invitation>(stored, door.Key).Without(email => OwnRows.IsTheirs(door, email));
            try
            {
                await tables.Campaigns.UpdateEntityAsync(SealedRow.Of(door.Campaign.Id, row, without, door.Key), stored.ETag, TableUpdateMode.Merge, cancellation);
                return;
            }
            catch (RequestFailedException changed) when (changed.Status == 412) { }
        }
    }

    async Task ForgetMessagesAsync(BookDoor door, IReadOnlyList<TableEntity> invitations, CancellationToken cancellation)
    {
        foreach (var (table, row) in await OwnRows.MessagesAsync(tables, door, invitations, OfOnePerson, cancellation))
            try
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
            }
            catch (RequestFailedException gone) when (gone.Status == 404) { }
    }
}

/// <summary>Finds the rows of one person.</summary>
static class OwnRows
{
    /// <summary>Every invitation to the address that the door is about; there may be several, and the person may have signed through the form.</summary>
    public static async Task<IReadOnlyList<TableEntity>> InvitationsAsync(CampaignTables tables, BookDoor door, CancellationToken cancellation)
    {
        var rows = await tables.Campaigns.WithPrefixAsync(door.Campaign.Id, Rows.Invitations, cancellation);
        return [.. rows.Where(row => SealedRow.Open<Invitation>(row, door.Key) is { IsErased: false } invitation
            && invitation.Addresses.Any(email => IsTheirs(door, email)))];
    }

    public static bool IsTheirs(BookDoor door, string email) => email.Length > 0 && SignatureBook.IdOf(door.Key, email) == door.SignatureId;

    /// <summary>Messages that wait and messages sent: in the book by the id in their name, in the campaign by the invitation's number at its end.</summary>
    public static async Task<IReadOnlyList<(TableClient Table, TableEntity Row)>> MessagesAsync(
        CampaignTables tables, BookDoor door, IReadOnlyList<TableEntity> invitations, IReadOnlyList<string> prefixes, CancellationToken cancellation)
    {
        var ends = invitations.Select(row => row.RowKey[Rows.Invitations.Length..]).ToList();
        var found = new List<(TableClient, TableEntity)>();
        foreach (var prefix in prefixes)
        {
            foreach (var row in await tables.Signatures.WithPrefixAsync(door.Partition, prefix, cancellation))
                if (row.RowKey.Contains(door.SignatureId, StringComparison.Ordinal)) found.Add((tables.Signatures, row));
            if (ends.Count == 0) continue;
            foreach (var row in await tables.Campaigns.WithPrefixAsync(door.Campaign.Id, prefix, cancellation))
                if (ends.Any(end => row.RowKey.EndsWith("-" + end, StringComparison.Ordinal) || row.RowKey.EndsWith("|" + end, StringComparison.Ordinal)))
                    found.Add((tables.Campaigns, row));
        }
        return found;
    }
}
