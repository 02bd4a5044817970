using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;

namespace Campaigns.Storage;

/// <summary>Makes, finds and forgets data keys. A campaign's key is wrapped by the master key in the row <c>key</c> of its partition; so is a
/// network's, in its own table (<see cref="Networks"/>).</summary>
/// <remarks>A key that is found is kept for five minutes, so a purge in another process is complete after that time.</remarks>
public sealed class KeyRing
{
    const int CacheLimit = 1_000;
    static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(5);

    readonly Func<TableClient> table;
    readonly TimeProvider time;
    readonly DataKey wrapping;
    readonly ConcurrentDictionary<string, (DataKey Key, long FoundAt)> cache = new();

    /// <exception cref="InvalidOperationException">The master key is missing, not base64, or not 32 bytes.</exception>
    public KeyRing(CampaignTables tables, CampaignsOptions options, TimeProvider time)
    {
        IsRotating = options.MasterKeyPrevious.Length > 0;
        var previous = IsRotating ? new DataKey(ReadMaster(options.MasterKeyPrevious, nameof(options.MasterKeyPrevious))) : null;
        var master = new DataKey(ReadMaster(options.MasterKey, nameof(options.MasterKey)), previous);
        (table, this.time) = (() => tables.Campaigns, time);
        wrapping = master.Child("wrap");
        Access = master.Child("access");
        Networks = new(() => tables.Networks, this);
        Audit = new(() => tables.Audit, this);
        People = new(() => tables.Access, this);
    }

    KeyRing(Func<TableClient> table, KeyRing master)
    {
        (this.table, time, wrapping, IsRotating) = (table, master.time, master.wrapping, master.IsRotating);
        (Access, Networks, Audit, People) = (master.Access, this, this, this);
    }

    /// <summary>The keys of networks, by the network's id.</summary>
    public KeyRing Networks { get; }

    /// <summary>The one key of the audit trail.</summary>
    public KeyRing Audit { get; }

    /// <summary>The key of what staff have that must outlive a master key: second factors.</summary>
    public KeyRing People { get; }

    /// <summary>Whether a previous master key still opens what it wrapped.</summary>
    public bool IsRotating { get; }

    /// <summary>Makes the key of a new campaign; a test may have a source of its own.</summary>
    internal Func<DataKey> NewKey { get; set; } = DataKey.Random;

    /// <summary>The key for what belongs to no campaign: sign-in links and sessions. Derived from the master key.</summary>
    public DataKey Access { get; }

    /// <summary>
    /// A new key and the insert that stores it; the caller puts it in its transaction. A campaign whose key is remembered here, and
    /// that storage has forgotten, keeps its key: what was sealed with it can still be opened.
    /// </summary>
    public (DataKey Key, TableTransactionAction Insert) Create(string campaignId)
    {
        var key = cache.TryGetValue(campaignId, out var known) ? known.Key : NewKey();
        var row = new TableEntity(campaignId, Rows.Key) { ["Wrapped"] = key.Wrap(wrapping, Context(campaignId)) };
        return (key, new(TableTransactionActionType.Add, row));
    }

    /// <summary>The campaign's key, or null when there is none (never was, or purged). Cached.</summary>
    public async Task<DataKey?> FindAsync(string campaignId, CancellationToken cancellation = default)
    {
        if (cache.TryGetValue(campaignId, out var cached) && time.GetElapsedTime(cached.FoundAt) < CacheTime) return cached.Key;
        var row = await table().GetEntityIfExistsAsync<TableEntity>(campaignId, Rows.Key, cancellationToken: cancellation);
        if (!row.HasValue || row.Value!.GetBinary("Wrapped") is not { } wrapped)
        {
            cache.TryRemove(campaignId, out _);
            return null;
        }
        var key = DataKey.Unwrap(wrapping, wrapped, Context(campaignId));
        if (wrapping.IsOutdated(wrapped, Context(campaignId))) await WrapAgainAsync(row.Value, key, cancellation);
        Forget(kept => cache.Count >= CacheLimit || time.GetElapsedTime(kept) >= CacheTime);
        cache[campaignId] = (key, time.GetTimestamp());
        return key;
    }

    /// <summary>Under the present master key, whichever it was before. Who is faster, or a purge, wins.</summary>
    async Task WrapAgainAsync(TableEntity row, DataKey key, CancellationToken cancellation)
    {
        try
        {
            row["Wrapped"] = key.Wrap(wrapping, Context(row.PartitionKey));
            await table().UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException other) when (other.Status is 404 or 412) { }
    }

    void Forget(Func<long, bool> old)
    {
        foreach (var (id, kept) in cache)
            if (old(kept.FoundAt)) cache.TryRemove(id, out _);
    }

    /// <summary>As <see cref="FindAsync"/>, for a campaign that must have a key.</summary>
    /// <exception cref="CryptographicException">There is none.</exception>
    public async Task<DataKey> GetAsync(string campaignId, CancellationToken cancellation = default) =>
        await FindAsync(campaignId, cancellation) ?? throw new CryptographicException($"Campaign {campaignId} has no key: it was purged.");

    /// <summary>Destroys the campaign's key: what it sealed cannot be opened any more, by anybody. Safe to repeat.</summary>
    public async Task DestroyAsync(string campaignId, CancellationToken cancellation = default)
    {
        try
        {
            await table().DeleteEntityAsync(campaignId, Rows.Key, ETag.All, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404) { }
        cache.TryRemove(campaignId, out _);
    }

    /// <summary>Whether the present master key, or the one before it, opens this wrapped key of a campaign or network.</summary>
    internal bool Opens(string id, byte[] wrapped) => TryUnwrap(id, wrapped) is not null;

    /// <summary>Whether both hold the same key; wrapped twice, they differ.</summary>
    internal bool AreSame(string id, byte[] wrapped, byte[] other) =>
        TryUnwrap(id, wrapped) is { } one && TryUnwrap(id, other) is { } two && one.Hash("same", id) == two.Hash("same", id);

    DataKey? TryUnwrap(string id, byte[] wrapped)
    {
        try
        {
            return DataKey.Unwrap(wrapping, wrapped, Context(id));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static string Context(string campaignId) => $"{campaignId}|{Rows.Key}|Wrapped";

    static byte[] ReadMaster(string text, string setting)
    {
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length) && length == DataKey.Size) return bytes[..length];
        throw new InvalidOperationException(
            $"{CampaignsOptions.Section}:{setting} must be the base64 of {DataKey.Size} random bytes (openssl rand -base64 {DataKey.Size}).");
    }
}
