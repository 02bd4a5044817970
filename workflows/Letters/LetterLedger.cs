using Azure;
using Azure.Data.Tables;
using Campaigns.Letters.Alternates;
using Campaigns.Reconciling;
using Campaigns.Storage;
using Campaigns.Telemetry;

namespace Campaigns.Letters;

/// <summary>
/// What was sent to whom: one row for each (campaign, round, addressee), claimed by insert before the mail service is called.
/// </summary>
public sealed partial class LetterLedger(
    CampaignTables tables, CampaignStore campaigns, KeyRing keys, LetterAttempts attempts, TimeProvider time, Witness? witness = null)
{
    /// <summary>A claim this old belongs to a process that died: the mail service answers, or is given up, long before.</summary>
    internal static readonly TimeSpan ClaimLifetime = TimeSpan.FromMinutes(5);

    /// <summary>The letters of the campaign: those at the close, and those under embargo before them.</summary>
    public async Task<LetterCounts> CountAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (campaign.DispatchBegunAt is null) return new(campaign.Addressees, 0, 0, 0, 0); // no letter is older than that
        return Count(campaign.Addressees, (await RowsAsync(campaign.Id, cancellation)).Where(row => !FollowUps.Is(row.Round) && row.Round == Rounds.LetterRound(campaign, row.Addressee)));
    }

    /// <summary>The letters of one round.</summary>
    public async Task<LetterCounts> CountAsync(Campaign campaign, int round, CancellationToken cancellation = default) =>
        Count(Enumerable.Range(1, campaign.Addressees).Count(number => Rounds.Goes(campaign, round, number)), (await RowsAsync(campaign.Id, cancellation)).Where(row => row.Round == round));

    LetterCounts Count(int total, IEnumerable<LedgerRow> rows)
    {
        var states = rows.CountBy(StateOf).ToDictionary();
        int Of(params ReadOnlySpan<LetterState> wanted)
        {
            var found = 0;
            foreach (var state in wanted) found += states.GetValueOrDefault(state);
            return found;
        }
        return new(
            total,
            Of(LetterState.Accepted, LetterState.Deferred, LetterState.Delivered, LetterState.HandedOver),
            Of(LetterState.Delivered, LetterState.HandedOver),
            Of(LetterState.Bounced),
            Of(LetterState.Rejected, LetterState.Unknown));
    }

    /// <summary>All addressees of the round at the close, in order, with what became of their letter.</summary>
    public async Task<IReadOnlyList<LetterRow>> BoardAsync(Campaign campaign, CancellationToken cancellation = default) =>
        (await BoardsAsync(campaign, cancellation))[Plan.FirstRound];

    /// <summary>The same for every round: those before the close that have begun, and the one at the close.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<LetterRow>>> BoardsAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var addressees = await campaigns.AddresseesAsync(campaign, cancellation);
        var rows = (await RowsAsync(campaign.Id, cancellation)).ToLookup(row => (row.Round, row.Addressee));
        var earlier = (await attempts.EarlierAsync(campaign.Id, cancellation)).ToLookup(row => (row.Round, row.Addressee));
        var key = await keys.FindAsync(campaign.Id, cancellation);
        return Rounds.Begun(campaign).Append(Plan.FirstRound).Distinct().ToDictionary(round => round, round => (IReadOnlyList<LetterRow>)
            [.. addressees.Where(addressee => Rounds.Goes(campaign, round, addressee.Number)).SelectMany(addressee => rows[(round, addressee.Number)]
                .Select(row => Shown(row, addressee, key) with { Earlier = [.. earlier[(round, row.Addressee)].Select(one => Shown(one, addressee, key))] })
                .DefaultIfEmpty(new LetterRow(round, addressee, null, null, null, 0)))]);
    }

    /// <summary>The reminders that offices got, with what became of each; by office and number.</summary>
    public async Task<IReadOnlyList<LetterRow>> FollowUpsAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (campaign.FollowUps.All(plan => plan.DueAt is null)) return [];
        var addressees = (await campaigns.AddresseesAsync(campaign, cancellation)).ToDictionary(addressee => addressee.Number);
        var key = await keys.FindAsync(campaign.Id, cancellation);
        return [.. (await RowsAsync(campaign.Id, cancellation)).Where(row => FollowUps.Is(row.Round) && addressees.ContainsKey(row.Addressee))
            .OrderBy(row => row.Addressee).ThenBy(row => row.Round).Select(row => Shown(row, addressees[row.Addressee], key))];
    }

    LetterRow Shown(LedgerRow row, Addressee addressee, DataKey? key) => new(row.Round, addressee, StateOf(row), row.ChangedAt, row.Reason(key), row.Attempt)
    {
        PdfHash = row.PdfHash,
        WordsHash = row.WordsHash,
        MessageId = row.MessageId,
        SentAt = row.State == nameof(LetterState.Withdrawn) ? null : row.ClaimedAt,
        OtherAddress = row.Address(key),
        Way = row.Way,
    };

    /// <summary>For the watchdog: how many letters of unknown outcome wait for a person, when the latest letter was begun, and which wait for
    /// the addressee's next address to be tried.</summary>
    public async Task<LetterWatch> WatchAsync(string campaignId, CancellationToken cancellation = default)
    {
        var rows = await RowsAsync(campaignId, cancellation);
        return new(rows.Count(IsOpenQuestion), rows.Count == 0 ? null : rows.Max(row => row.ClaimedAt), [.. rows.Where(AlternateSender.IsDue).Select(row => row.Letter())],
            rows.Count(row => IsALetter(row) && row.StateNow() is LetterState.Bounced or LetterState.Rejected), rows.Count(IsALetter));
    }

    static bool IsALetter(LedgerRow row) => !FollowUps.Is(row.Round);

    /// <summary>No further address is left to be tried by itself.</summary>
    internal async Task NoAlternateAsync(LedgerRow row, CancellationToken cancellation)
    {
        row.NoAlternate = true;
        await TryReplaceAsync(row, cancellation); // who was faster decides anew
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

    /// <summary>A reminder is not sent again: the next one is.</summary>
    bool IsOpenQuestion(LedgerRow row) => !FollowUps.Is(row.Round) && StateOf(row) == LetterState.Unknown && row.LeftAt is null;

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
    /// <param name="address">Null: the addressee's first.</param>
    /// <param name="order">Who says so, and why; it stands in the journal with the claim, or there is no claim.</param>
    internal async Task<LedgerRow?> ClaimAgainAsync(
        Campaign campaign, int round, int addressee, string? address, SendAgainOrder order, LetterSeal seal, CancellationToken cancellation)
    {
        if (await FindAsync(campaign.Id, round, addressee, cancellation) is not { } row || !LetterTransitions.MayResend(StateOf(row))) return null;
        if (order.Attempt is { } seen && row.Attempt != seen) return null;
        var entry = order.Entry(time.GetUtcNow(), round, addressee);
        return await attempts.ClaimAsync(row, StateOf(row), address, order.Reason, seal, cancellation, entry);
    }

    /// <summary>Where the latest attempt went; null: to the addressee's first address.</summary>
    internal async Task<string?> AddressAsync(Campaign campaign, int round, int addressee, CancellationToken cancellation) =>
        (await FindAsync(campaign.Id, round, addressee, cancellation))?.Address(await keys.GetAsync(campaign.Id, cancellation));

    /// <summary>A person has handed the letter over.</summary>
    /// <param name="way">One of <see cref="HandedOver.Ways"/>.</param>
    /// <returns>False when its state does not allow it, or somebody was faster.</returns>
    public async Task<bool> HandOverAsync(Campaign campaign, int round, int addressee, string way, string note, CancellationToken cancellation = default) =>
        await FindAsync(campaign.Id, round, addressee, cancellation) is { } row && LetterTransitions.MayHandOver(StateOf(row))
        && await attempts.HandOverAsync(row, StateOf(row), way, note, cancellation);

    /// <summary>Gives a claim back: certainly nothing was sent, the letter may be claimed anew.</summary>
    internal async Task ReleaseAsync(LedgerRow row, CancellationToken cancellation)
    {
        witness?.Released(row.Letter()); // first: who comes between the two finds the row
        await tables.Campaigns.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }

    /// <summary>Moves an attempt forward if the table of transitions allows it; otherwise changes nothing. What is told of an earlier attempt moves
    /// that one, and says nothing of the latest.</summary>
    /// <param name="hard">Of a bounce: the address was refused, and not only this message.</param>
    internal async Task MoveAsync(LetterKey key, LetterState to, string? reason, string? messageId, CancellationToken cancellation, bool hard = false)
    {
        while (await FindAsync(key, cancellation) is { } row)
        {
            if (!LetterTransitions.Allows(row.StateNow(), to)) return;
            (row.State, row.ChangedAt, row.Hard) = (to.ToString(), time.GetUtcNow(), hard ? true : null);
            row.Say(reason, await keys.FindAsync(key.CampaignId, cancellation));
            row.MessageId = messageId ?? row.MessageId;
            if (!await TryReplaceAsync(row, cancellation)) continue;
            Meters.Letters.Add(1, Meters.Tag("state", to));
            return;
        }
    }

    /// <summary>The attempt of this number, the latest or an earlier one.</summary>
    async Task<LedgerRow?> FindAsync(LetterKey key, CancellationToken cancellation)
    {
        if (await FindAsync(key.CampaignId, key.Round, key.Addressee, cancellation) is not { } latest) return null;
        if (latest.Attempt == key.Attempt) return latest;
        return key.Attempt < latest.Attempt ? await attempts.FindAsync(key, cancellation) : null;
    }

    internal async Task<LedgerRow?> FindAsync(string campaignId, int round, int addressee, CancellationToken cancellation)
    {
        var found = await tables.Campaigns.GetEntityIfExistsAsync<LedgerRow>(campaignId, Rows.Letter(round, addressee), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    LetterState StateOf(LedgerRow row) => LedgerRow.StateAt(row.StateNow(), row.ClaimedAt, time.GetUtcNow());

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
