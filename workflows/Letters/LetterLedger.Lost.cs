using Azure;

namespace Campaigns.Letters;

/// <summary>Rows that storage has lost.</summary>
public sealed partial class LetterLedger
{
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
}
