using Azure.Data.Tables;

namespace Campaigns.Storage;

/// <summary>Makes, finds and forgets data keys. A campaign's key is wrapped by the master key in the row <c>key</c> of its partition.</summary>
public sealed class KeyRing
{
    /// <summary>The key for what belongs to no campaign: sign-in links and sessions. Derived from the master key.</summary>
    public DataKey Access => throw new NotImplementedException();

    /// <summary>A new key and the insert that stores it; the caller puts it in its transaction.</summary>
    public (DataKey Key, TableTransactionAction Insert) Create(string campaignId) => throw new NotImplementedException();

    /// <summary>The campaign's key, or null when there is none (never was, or purged). Cached.</summary>
    public Task<DataKey?> FindAsync(string campaignId, CancellationToken cancellation = default) => throw new NotImplementedException();
}
