using Azure;
using Azure.Data.Tables;

namespace Campaigns.Letters;

/// <summary>Letters that are not to be sent.</summary>
public sealed partial class LetterLedger
{
    /// <summary>
    /// Takes one addressee out of a round, before its letter was claimed: a row stands in the place of the claim, so that of the two only one can be. It is never sent
    /// by itself; a coordinator can still send it, once the letters have left, or hand it over. The journal says so in the same transaction.
    /// </summary>
    /// <returns>Null when done; otherwise why not, as in the resource <c>Refusal_{Refusal}</c>: NoSuchLetter, LetterBegun, NothingToSkip.</returns>
    public async Task<string?> SkipAsync(Campaign campaign, int round, int addressee, string reason, string actor, CancellationToken cancellation = default)
    {
        if (IsOver(campaign, round) is not { } isOver || addressee < 1 || addressee > campaign.Addressees || !Rounds.Goes(campaign, round, addressee)) return "NoSuchLetter";
        if (await FindAsync(campaign.Id, round, addressee, cancellation) is not null || witness?.HasClaimed(new(campaign.Id, round, addressee, 1)) == true) return "LetterBegun";
        if (isOver || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return "NothingToSkip";
        var row = LedgerRow.Claim(new(campaign.Id, round, addressee, 1), time.GetUtcNow());
        row.State = nameof(LetterState.Withdrawn);
        row.Say(reason, key);
        var entry = JournalEntry.Of(time.GetUtcNow(), actor, "LetterSkipped", round, addressee) with { Note = reason };
        try
        {
            await tables.Campaigns.SubmitTransactionAsync([new(TableTransactionActionType.Add, row), JournalRow.Insert(campaign.Id, entry, key)], cancellation);
            return null;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return "LetterBegun";
        }
    }

    /// <summary>The rounds in which letters have still to leave.</summary>
    public static IEnumerable<int> RoundsAhead(Campaign campaign) =>
        Enumerable.Range(1, campaign.Rounds.Length).Select(Rounds.RoundOf).Append(Plan.FirstRound).Where(round => IsOver(campaign, round) == false);

    /// <summary>Null: there is no such round.</summary>
    static bool? IsOver(Campaign campaign, int round)
    {
        var hasEnded = campaign.Phase is Phase.Cancelled or Phase.Archived or Phase.Dispatched || campaign.Purge is not null;
        if (round == Plan.FirstRound) return hasEnded || campaign.DispatchedAt is not null;
        return Rounds.Find(campaign, round) is { } plan ? hasEnded || plan.SentAt is not null || plan.SkippedAt is not null : null;
    }
}
