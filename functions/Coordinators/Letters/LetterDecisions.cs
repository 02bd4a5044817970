using Campaigns.Letters;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>What a coordinator decides about one letter on the board. Addresses and reasons are stored sealed; the journal has the letter's number.</summary>
public sealed class LetterDecisions(LetterLedger ledger, LetterSender letters, CampaignWriter journal, TimeProvider time)
{
    internal async Task<DeskOutcome> CarryOutAsync(Campaign campaign, string action, DeskInput input, string actor, CancellationToken cancellation)
    {
        var (round, addressee) = input.Letter([.. (await ledger.BoardsAsync(campaign, cancellation)).Values.SelectMany(board => board)]);
        var email = action == "readdress" ? input.Email() : null;
        var way = action == "hand-over" ? input.Way() : "";
        var reason = input.Reason();
        if (!input.Errors.IsEmpty) return new(input.Errors, null);
        var isDone = action == "hand-over"
            ? await ledger.HandOverAsync(campaign, round, addressee, way, reason, cancellation)
            : await letters.SendAgainAsync(campaign, round, addressee, new(reason, actor, Email: email), cancellation) is not null; // it stands in the journal, too
        if (!isDone) return new([], action == "hand-over" ? "NotToHandOver" : "NotToSendAgain");
        if (action == "hand-over")
            await journal.NoteAsync(campaign.Id, JournalEntry.Of(time.GetUtcNow(), actor, way == HandedOver.ByPost ? "LetterPosted" : "LetterHandedOver", round, addressee) with { Note = reason }, cancellation);
        return new([], null);
    }
}
