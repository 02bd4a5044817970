using Azure.Data.Tables;
using Campaigns.Access.SecondFactors;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Access.Passkeys;

/// <summary>
/// Passkeys as rows beside the second factor to which they belong, under the same key. A row whose factor is gone is no passkey any more: nothing has to
/// be removed for that, and nothing that is brought back opens anything.
/// </summary>
sealed class PasskeyRows(TableClient table, FactorRows factors)
{
    public const string Partition = FactorRows.Partition;
    const string FactorColumn = "Factor";

    /// <summary>The person's second factor and what belongs to it; null when there is no factor.</summary>
    public async Task<FoundPasskeys?> FindAsync(EmailAddress person, CancellationToken cancellation)
    {
        if (await factors.FindAsync(person, cancellation) is not { } found) return null;
        var rows = await RowsAsync(table, found.Key, person, cancellation);
        return new(found, [.. rows.Where(row => row.GetString(FactorColumn) == found.Factor.Id).Select(row => new StoredPasskey(row, Open(found.Key, row))).OrderBy(one => one.Since)]);
    }

    /// <summary>All of the person's rows.</summary>
    public static async Task<List<TableEntity>> RowsAsync(TableClient table, DataKey key, EmailAddress person, CancellationToken cancellation)
    {
        var from = Prefix(key, person);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {from} and RowKey lt {from + "~"}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).ToListAsync(cancellation);
    }

    public static TableEntity New(FoundFactor of, EmailAddress person, Passkey passkey, DateTimeOffset now)
    {
        var row = new TableEntity(Partition, Prefix(of.Key, person) + of.Key.Hash("passkey", Convert.ToBase64String(passkey.Id))) { [FactorColumn] = of.Factor.Id, ["Since"] = now };
        return Write(of.Key, row, passkey);
    }

    public static TableEntity Write(DataKey key, TableEntity row, Passkey passkey)
    {
        row["Sealed"] = key.Seal(passkey, Context(row));
        return row;
    }

    static Passkey Open(DataKey key, TableEntity row) => key.Open<Passkey>(row.GetBinary("Sealed")!, Context(row));

    static string Prefix(DataKey key, EmailAddress person) => $"passkey|{key.Hash("person", person.Key)}|";

    /// <summary>With the factor: a row cannot be given to a later one.</summary>
    static string Context(TableEntity row) => $"{Partition}|{row.RowKey}|{row.GetString(FactorColumn)}|Sealed";
}

sealed record StoredPasskey(TableEntity Row, Passkey Passkey)
{
    public string Id => Row.RowKey[(Row.RowKey.LastIndexOf('|') + 1)..];
    public DateTimeOffset Since => Row.GetDateTimeOffset("Since")!.Value;
}

sealed record FoundPasskeys(FoundFactor Factor, IReadOnlyList<StoredPasskey> All)
{
    public PasskeyOwner Owner(EmailAddress person) => new(Factor.Key.Hash("passkey-person", person.Key), [.. All.Select(one => (one.Passkey, one.Since))]);
}
