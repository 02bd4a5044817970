using Azure;
using Azure.Data.Tables;
using Campaigns.Reconciling;
using Campaigns.Storage;

namespace Campaigns.Letters;

/// <summary>
/// What was sent to whom: one row for each (campaign, round, addressee), claimed by insert before the mail service is called.
/// </summary>
public sealed class LetterLedger(
    CampaignTables tables, CampaignStore campaigns, KeyRing keys, TimeProvider time, Witness? witness = null)
{
    /// <summary>A claim this old belongs to a process that died: the mail service answers, or is given up, long before.</summary>
    internal static readonly TimeSpan ClaimLifetime = TimeSpan.FromMinutes(5);

    public async Task<LetterCounts> CountAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (campaign.DispatchBegunAt is null) return new(campaign.Addressees, 0, 0, 0, 0); // no letter is older than that
        var states = (await RowsAsync(campaign.Id, cancellation)).Select(StateOf).ToList();
        int Count(params ReadOnlySpan<LetterState> wanted)
        {
            var found = 0;
            foreach (var state in states)
                if (wanted.Contains(state)) found++;
            return found;
        }
        return new(
            campaign.Addressees,
            Count(LetterState.Accepted, LetterState.Deferred, LetterState.Delivered),
            Count(LetterState.Delivered),
            Count(LetterState.Bounced),
            Count(LetterState.Rejected, LetterState.Unknown));
    }

    /// <summary>All addressees, in order, with what became of their letter.</summary>
    public async Task<IReadOnlyList<LetterRow>> BoardAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var addressees = await campaigns.AddresseesAsync(campaign, cancellation);
        var rows = (await RowsAsync(campaign.Id, cancellation)).ToLookup(row => row.Addressee);
        var key = await keys.FindAsync(campaign.Id, cancellation);
        return [.. addressees.SelectMany(addressee => rows[addressee.Number]
            .Select(row => new LetterRow(row.Round, addressee, StateOf(row), row.ChangedAt, row.Reason(key), row.Attempt) { PdfHash = row.PdfHash, WordsHash = row.WordsHash, MessageId = row.MessageId, SentAt = row.ClaimedAt })
            .DefaultIfEmpty(new LetterRow(1, addressee, null, null, null, 0)))];
    }

    /// <summary>For the watchdog: how many letters of unknown outcome wait for a person, and when the latest letter was begun.</summary>
    public async Task<(int Unknown, DateTimeOffset? Begun)> WatchAsync(string campaignId, CancellationToken cancellation = default)
    {
        var rows = await RowsAsync(campaignId, cancellation);
        return (rows.Count(IsOpenQuestion), rows.Count == 0 ? null : rows.Max(row => row.ClaimedAt));
    }

    /// <summary>A person leaves every letter of unknown outcome as it is. They stay unknown, and may still be sent again.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> LeaveUnknownAsync(string campaignId, CancellationToken cancellation = default)
    {
        var left = 0;
        foreach (var row in (await RowsAsync(campaignId, cancellation)).Where(IsOpenQuestion))
        {
            row.LeftAt = time.GetUtcNow();
            if (await TryReplaceAsync(row, cancellation)) left++;
        }
        return left;
    }

    bool IsOpenQuestion(LedgerRow row) => StateOf(row) == LetterState.Unknown && row.LeftAt is null;

    /// <summary>Claims a letter for its first attempt. Null: somebody did before; the row they left is the answer.</summary>
    /// <param name="seal">Of the letter that is about to leave.</param>
    internal async Task<LedgerRow?> ClaimAsync(LetterKey key, CancellationToken cancellation, LetterSeal? seal = null)
    {
        var isForgotten = witness?.HasClaimed(key) == true; // by storage, not by us: it may have left
        var row = isForgotten ? await LostAsync(key, cancellation) : LedgerRow.Claim(key, time.GetUtcNow());
        if (!isForgotten) row.Holds(seal);
        try
        {
            row.ETag = (await tables.Campaigns.AddEntityAsync(row, cancellation)).Headers.ETag ?? default;
            if (isForgotten) return null;
            witness?.Claimed(key);
            return row;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return null;
        }
    }

    /// <summary>Claims a letter again on a person's word. Null: its state does not allow it, or somebody was faster.</summary>
    internal async Task<LedgerRow?> ClaimAgainAsync(Campaign campaign, int round, int addressee, string reason, LetterSeal seal, CancellationToken cancellation)
    {
        var row = await FindAsync(campaign.Id, round, addressee, cancellation);
        if (row is null || !LetterTransitions.MayResend(StateOf(row))) return null;
        row.Attempt++;
        (row.State, row.MessageId, row.LeftAt) = (nameof(LetterState.Claimed), null, null);
        row.Holds(seal);
        row.Say(reason, await keys.GetAsync(campaign.Id, cancellation));
        row.ClaimedAt = row.ChangedAt = time.GetUtcNow();
        return await TryReplaceAsync(row, cancellation) ? row : null;
    }

    /// <summary>Gives a claim back: certainly nothing was sent, the letter may be claimed anew.</summary>
    internal async Task ReleaseAsync(LedgerRow row, CancellationToken cancellation)
    {
        witness?.Released(row.Letter()); // first: who comes between the two finds the row
        await tables.Campaigns.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }

    /// <summary>
    /// The mail service tells of a letter that the ledger does not know: it left, and storage lost its row. The row stands again.
    /// </summary>
    internal async Task FoundAsync(LetterKey key, LetterState state, string? reason, CancellationToken cancellation)
    {
        if (await campaigns.FindAsync(key.CampaignId, cancellation) is not { FinalCount: not null } campaign || key.Addressee > campaign.Addressees) return;
        if (await FindAsync(key.CampaignId, key.Round, key.Addressee, cancellation) is not null) return;
        var row = await LostAsync(key, cancellation);
        row.State = state.ToString();
        if (reason is not null) row.Say(reason, await keys.GetAsync(key.CampaignId, cancellation));
        await TryAddAsync(row, cancellation);
    }

    /// <summary>After the last letter every addressee has a row. One that has none has lost it: it stands again, as unknown.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> WriteBackAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.DispatchedAt is null) return 0;
        var known = (await RowsAsync(campaign.Id, cancellation)).Select(row => row.Addressee).ToHashSet();
        var lost = 0;
        foreach (var addressee in Enumerable.Range(1, campaign.Addressees).Where(number => !known.Contains(number)))
            if (await TryAddAsync(await LostAsync(new(campaign.Id, 1, addressee, 1), cancellation), cancellation)) lost++;
        return lost;
    }

    async Task<LedgerRow> LostAsync(LetterKey key, CancellationToken cancellation) =>
        LedgerRow.Lost(key, await keys.GetAsync(key.CampaignId, cancellation), time.GetUtcNow());

    async Task<bool> TryAddAsync(LedgerRow row, CancellationToken cancellation)
    {
        try
        {
            await tables.Campaigns.AddEntityAsync(row, cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Moves a letter forward if the table of transitions allows it and the attempt is still the same; otherwise changes nothing.</summary>
    internal async Task MoveAsync(LetterKey key, LetterState to, string? reason, string? messageId, CancellationToken cancellation)
    {
        while (await FindAsync(key.CampaignId, key.Round, key.Addressee, cancellation) is { } row)
        {
            if (row.Attempt != key.Attempt || !LetterTransitions.Allows(row.StateNow(), to)) return;
            (row.State, row.ChangedAt) = (to.ToString(), time.GetUtcNow());
            row.Say(reason, await keys.FindAsync(key.CampaignId, cancellation));
            row.MessageId = messageId ?? row.MessageId;
            if (await TryReplaceAsync(row, cancellation)) return;
        }
    }

    internal async Task<LedgerRow?> FindAsync(string campaignId, int round, int addressee, CancellationToken cancellation)
    {
        var found = await tables.Campaigns.GetEntityIfExistsAsync<LedgerRow>(campaignId, Rows.Letter(round, addressee), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>A stale claim reads as unknown, whether or not anybody has come by to write that down.</summary>
    LetterState StateOf(LedgerRow row)
    {
        var state = row.StateNow();
        return state == LetterState.Claimed && time.GetUtcNow() - row.ClaimedAt > ClaimLifetime ? LetterState.Unknown : state;
    }

    async Task<bool> TryReplaceAsync(LedgerRow row, CancellationToken cancellation)
    {
        try
        {
            row.ETag = (await tables.Campaigns.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation)).Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return false;
        }
    }

    async Task<List<LedgerRow>> RowsAsync(string campaignId, CancellationToken cancellation)
    {
        var rows = new List<LedgerRow>();
        await foreach (var row in tables.Campaigns.QueryAsync<LedgerRow>(Rows.Filter(campaignId, Rows.Letters), cancellationToken: cancellation))
            rows.Add(row);
        return rows;
    }
}
