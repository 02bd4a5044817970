using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Access.Passkeys;

/// <summary>What a browser was asked, kept here until it answers: once, for minutes, for one session or half-open sign-in.</summary>
sealed class Challenges(TableClient table, KeyRing keys, Tickets tickets, TimeProvider time)
{
    const string Partition = PasskeyRows.Partition;

    /// <summary>The one before it serves no more.</summary>
    /// <param name="owner">The key of the row that asks.</param>
    public async Task KeepAsync(string owner, string what, CancellationToken cancellation)
    {
        var row = Row(owner);
        var kept = new TableEntity(Partition, row) { ["Sealed"] = keys.Access.Seal(what, Context(row)), ["ExpiresAt"] = time.GetUtcNow() + IPasskeyCeremony.Patience };
        await table.UpsertEntityAsync(kept, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Null when there is none: never asked, too late, answered before.</summary>
    public async Task<string?> TakeAsync(string owner, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row(owner), cancellationToken: cancellation);
        if (!found.HasValue || found.Value is not { } row || !await tickets.TryDeleteAsync(row, cancellation)) return null;
        return row.GetDateTimeOffset("ExpiresAt") > time.GetUtcNow() ? keys.Access.Open<string>(row.GetBinary("Sealed")!, Context(row.RowKey)) : null;
    }

    static string Row(string owner) => "challenge|" + owner;

    static string Context(string row) => $"{Partition}|{row}|Sealed";
}
