using Azure;
using Azure.Data.Tables;
using Campaigns.Reconciling;
using Campaigns.Storage;

namespace Campaigns.Letters;

/// <summary>
/// The attempts at one letter, one after the other. The row of the ledger is the latest; with each new one the row before it is kept beside it, as it
/// ended, in the same transaction. So at most one attempt is ever under way, and none is forgotten.
/// </summary>
public sealed class LetterAttempts(CampaignTables tables, KeyRing keys, TimeProvider time, Witness? witness = null)
{
    /// <summary>Claims the letter for one more attempt. Null: somebody was faster, or storage has forgotten that it was claimed before.</summary>
    /// <param name="latest">As it was read; another attempt since then makes the claim fail.</param>
    /// <param name="address">Null: the addressee's first.</param>
    /// <param name="reason">Why a person sends it again; null when it happens by itself.</param>
    /// <param name="entry">Written into the journal with the claim.</param>
    internal async Task<LedgerRow?> ClaimAsync(LedgerRow latest, LetterState state, string? address, string? reason, LetterSeal? seal, CancellationToken cancellation, JournalEntry? entry = null)
    {
        var (key, sealing) = (latest.Letter() with { Attempt = latest.Attempt + 1 }, await keys.GetAsync(latest.PartitionKey, cancellation));
        var isForgotten = witness?.HasClaimed(key) == true; // by storage, not by us: it may have left
        var next = isForgotten ? LedgerRow.Lost(key, sealing, time.GetUtcNow()) : LedgerRow.Claim(key, time.GetUtcNow());
        next.SendTo(address, sealing);
        next.Holds(seal);
        if (!isForgotten) next.Say(reason, sealing);
        if (!await FollowAsync(latest, state, next, sealing, cancellation, entry) || isForgotten) return null;
        witness?.Claimed(key);
        return next;
    }

    /// <summary>Writes down that a person handed the letter over.</summary>
    /// <param name="way">One of <see cref="HandedOver.Ways"/>.</param>
    /// <returns>False when somebody was faster.</returns>
    internal async Task<bool> HandOverAsync(LedgerRow latest, LetterState state, string way, string note, CancellationToken cancellation)
    {
        var sealing = await keys.GetAsync(latest.PartitionKey, cancellation);
        var next = LedgerRow.Claim(latest.Letter() with { Attempt = latest.Attempt + 1 }, time.GetUtcNow());
        (next.State, next.Way) = (nameof(LetterState.HandedOver), way);
        next.Say(note, sealing);
        return await FollowAsync(latest, state, next, sealing, cancellation);
    }

    /// <summary>Gives a claim back: certainly nothing was sent, and the attempt before it is the latest again.</summary>
    internal async Task ReleaseAsync(LedgerRow claim, CancellationToken cancellation)
    {
        var sealing = await keys.GetAsync(claim.PartitionKey, cancellation);
        var name = Rows.Attempt(claim.Round, claim.Addressee, claim.Attempt - 1);
        var earlier = (await tables.Campaigns.GetEntityAsync<LedgerRow>(claim.PartitionKey, name, cancellationToken: cancellation)).Value;
        witness?.Released(claim.Letter()); // first: who comes between the two finds the row
        await tables.Campaigns.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Delete, new TableEntity(earlier.PartitionKey, earlier.RowKey), earlier.ETag),
                new(TableTransactionActionType.UpdateReplace, earlier.AsLatest(sealing), claim.ETag),
            ], cancellation);
    }

    /// <summary>The attempts before the latest, of all letters of the campaign, the first first.</summary>
    internal Task<List<LedgerRow>> EarlierAsync(string campaignId, CancellationToken cancellation) => EarlierAsync(campaignId, Rows.Attempts, cancellation);

    /// <summary>Where the attempts of this letter went.</summary>
    internal async Task<IReadOnlyList<string>> AddressesAsync(LedgerRow latest, Addressee addressee, CancellationToken cancellation)
    {
        var key = await keys.GetAsync(latest.PartitionKey, cancellation);
        var earlier = await EarlierAsync(latest.PartitionKey, Rows.AttemptsOf(latest.Round, latest.Addressee), cancellation);
        return [.. earlier.Append(latest).Select(row => row.Address(key) ?? addressee.Email)];
    }

    async Task<List<LedgerRow>> EarlierAsync(string campaignId, string prefix, CancellationToken cancellation)
    {
        var rows = new List<LedgerRow>();
        await foreach (var row in tables.Campaigns.QueryAsync<LedgerRow>(Rows.Filter(campaignId, prefix), cancellationToken: cancellation)) rows.Add(row);
        return rows;
    }

    /// <summary>One attempt before the latest; null when there is none of this number.</summary>
    internal async Task<LedgerRow?> FindAsync(LetterKey key, CancellationToken cancellation)
    {
        var found = await tables.Campaigns.GetEntityIfExistsAsync<LedgerRow>(key.CampaignId, Rows.Attempt(key.Round, key.Addressee, key.Attempt), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    async Task<bool> FollowAsync(LedgerRow latest, LetterState state, LedgerRow next, DataKey sealing, CancellationToken cancellation, JournalEntry? entry = null)
    {
        try
        {
            var done = await tables.Campaigns.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, latest.AsEarlier(state, sealing)),
                    new(TableTransactionActionType.UpdateReplace, next, latest.ETag),
                    .. entry is null ? [] : new[] { JournalRow.Insert(latest.PartitionKey, entry, sealing) },
                ], cancellation);
            next.ETag = done.Value[1].Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
