using Azure;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Access;

/// <summary>Rows of the sign-in room that stand for one address and expire: links and sessions. Their key is the keyed hash of a secret.</summary>
sealed class Tickets(TableClient table, KeyRing keys, Admission admission, TimeProvider time)
{
    public TableEntity New(string partition, string row, Visitor visitor, TimeSpan lifetime) => new(partition, row)
    {
        ["Visitor"] = keys.Access.Seal(visitor, Context(partition, row)),
        ["ExpiresAt"] = time.GetUtcNow() + lifetime,
    };

    /// <summary>What has expired, or belongs to somebody who may enter nothing any more, is not found.</summary>
    public async Task<Ticket?> FindAsync(string partition, string row, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        if (!found.HasValue || found.Value!.GetDateTimeOffset("ExpiresAt") is not { } expires || expires <= time.GetUtcNow()) return null;
        var visitor = keys.Access.Open<Visitor>(found.Value.GetBinary("Visitor")!, Context(partition, row));
        if (!EmailAddress.TryParse(visitor.Email, out var address)) return null;
        var admitted = await admission.OfAsync(address, cancellation);
        return admitted.Roles == Roles.None ? null : new(found.Value, visitor, address, admitted);
    }

    /// <summary>For an address that was proven another way than by a link; stored nowhere. Null when it may enter nothing.</summary>
    public async Task<Ticket?> OfAsync(Visitor visitor, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(visitor.Email, out var address)) return null;
        var admitted = await admission.OfAsync(address, cancellation);
        return admitted.Roles == Roles.None ? null : new([], visitor, address, admitted);
    }

    /// <returns>False when somebody was faster.</returns>
    public async Task<bool> TryDeleteAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            // The official client answers a row that is gone with 404 instead of an exception.
            return (await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation)).Status != 404;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return false;
        }
    }

    static string Context(string partition, string row) => $"{partition}|{row}|Visitor";
}

sealed record Visitor(string Email, string Language);

/// <param name="Admitted">What the address may enter now.</param>
sealed record Ticket(TableEntity Row, Visitor Visitor, EmailAddress Address, Admitted Admitted);
