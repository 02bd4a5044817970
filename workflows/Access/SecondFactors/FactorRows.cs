using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Access.SecondFactors;

/// <summary>
/// Second factors as rows beside the mails that tell of them. They outlive the master key: a data key of their own seals and hashes them,
/// which the master key wraps (row <c>key</c>), so that nobody's factor is forgotten when it is replaced.
/// </summary>
sealed class FactorRows(TableClient table, KeyRing keys)
{
    public const string Partition = SignIn.LinkPartition;

    /// <summary>The row and what it says; null when the person has no second factor.</summary>
    public async Task<FoundFactor?> FindAsync(EmailAddress address, CancellationToken cancellation)
    {
        if (await keys.People.FindAsync(Partition, cancellation) is not { } key) return null;
        var name = NameOf(key, address);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, name, cancellationToken: cancellation);
        if (!found.HasValue || found.Value is not { } row) return null;
        var secret = key.Open<SealedFactor>(row.GetBinary("Sealed")!, Context(name));
        var recovery = row.GetString("Recovery")!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(key, row, secret.Language, new(row.GetString("Id")!, [.. secret.Secret], row.GetInt64("Used")!.Value, [.. recovery]));
    }

    /// <summary>Makes the key where there is none yet.</summary>
    public async Task<DataKey> KeyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (await keys.People.FindAsync(Partition, cancellation) is { } key) return key;
            try
            {
                await table.SubmitTransactionAsync([keys.People.Create(Partition).Insert], cancellation);
            }
            catch (RequestFailedException other) when (other.Status == 409) { } // somebody's else is there now
        }
    }

    public static TableEntity New(DataKey key, EmailAddress address, string language, Factor factor, DateTimeOffset now)
    {
        var name = NameOf(key, address);
        return Write(new TableEntity(Partition, name)
        {
            ["Since"] = now,
            ["Sealed"] = key.Seal(new SealedFactor([.. factor.Secret], language), Context(name)),
        }, factor);
    }

    public static TableEntity Write(TableEntity row, Factor factor)
    {
        (row["Id"], row["Used"], row["Recovery"]) = (factor.Id, factor.Used, string.Join(' ', factor.Recovery));
        return row;
    }

    public static string RecoveryHash(DataKey key, string factor, string code) => key.Hash("recovery", $"{factor}|{code}");

    static string NameOf(DataKey key, EmailAddress address) => "factor|" + key.Hash("person", address.Key);

    static string Context(string name) => $"{Partition}|{name}|Sealed";

    sealed record SealedFactor(byte[] Secret, string Language);
}

/// <param name="Key">Seals and hashes what belongs to it.</param>
/// <param name="Language">Of mails to the person.</param>
sealed record FoundFactor(DataKey Key, TableEntity Row, string Language, Factor Factor);
