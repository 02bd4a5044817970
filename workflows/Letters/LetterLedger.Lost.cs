using Azure;
using Campaigns.Letters.Alternates;

namespace Campaigns.Letters;

/// <summary>Rows that storage has lost.</summary>
public sealed partial class LetterLedger
{
    /// <summary>
    /// The mail service tells of a letter that the ledger does not know: it left, and storage lost its row. The row stands again.
    /// </summary>
    internal async Task FoundAsync(LetterKey key, LetterState state, string? reason, CancellationToken cancellation, bool hard = false)
    {
        if (await campaigns.FindAsync(key.CampaignId, cancellation) is not { } campaign || key.Addressee > campaign.Addressees) return;
        if (campaign.AsOf(key.Round).FinalCount is null) return; // no letter of that round can have left
        if (await FindAsync(key.CampaignId, key.Round, key.Addressee, cancellation) is not null) return;
        var row = await LostAsync(key, cancellation);
        (row.State, row.Hard) = (state.ToString(), hard ? true : null);
        if (reason is not null) row.Say(reason, await keys.GetAsync(key.CampaignId, cancellation));
        await TryAddAsync(row, cancellation);
    }

    /// <summary>After the last letter of a round each of its addressees has a row. One that has none has lost it: it stands again, as unknown.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> WriteBackAsync(Campaign campaign, CancellationToken cancellation)
    {
        var rounds = Rounds.Begun(campaign).Where(round => campaign.AsOf(round).DispatchedAt is not null).ToList();
        if (rounds.Count == 0) return 0;
        var known = (await RowsAsync(campaign.Id, cancellation)).Select(row => (row.Round, row.Addressee)).ToHashSet();
        var lost = 0;
        foreach (var (round, addressee) in rounds.SelectMany(round => Enumerable.Range(1, campaign.Addressees).Where(number => Rounds.Goes(campaign, round, number)).Select(number => (round, number))))
            if (!known.Contains((round, addressee)) && await TryAddAsync(await LostAsync(new(campaign.Id, round, addressee, 1), cancellation), cancellation)) lost++;
        return lost;
    }

    /// <summary>
    /// Of a campaign that came back from a copy: letters of which the copy says nothing may have left since. Those of the first round, and the
    /// reminders that were due by now, stand as unknown, and no further address is tried by itself: a person decides about each. Safe to repeat.
    /// </summary>
    internal async Task MayHaveLeftAsync(Campaign campaign, CancellationToken cancellation)
    {
        var reminders = campaign.FollowUps.Select((plan, index) => (plan, Round: FollowUps.RoundOf(index + 1)))
            .Where(one => one.plan.SentAt is null && one.plan.DueAt <= time.GetUtcNow()).Select(one => one.Round);
        foreach (var round in reminders.Prepend(Plan.FirstRound))
            foreach (var addressee in Enumerable.Range(1, campaign.Addressees))
                await TryAddAsync(await LostAsync(new(campaign.Id, round, addressee, 1), cancellation), cancellation);
        foreach (var row in (await RowsAsync(campaign.Id, cancellation)).Where(AlternateSender.IsDue)) await NoAlternateAsync(row, cancellation);
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
