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
            : await letters.SendAgainAsync(campaign, round, addressee, reason, email, cancellation) is not null;
        if (!isDone) return new([], action == "hand-over" ? "NotToHandOver" : "NotToSendAgain");
        await journal.NoteAsync(campaign.Id, JournalEntry.Of(time.GetUtcNow(), actor, What(action, way), round, addressee) with { Note = reason }, cancellation);
        return new([], null);
    }

    static string What(string action, string way) => action switch
    {
        "readdress" => "LetterReaddressed",
        "hand-over" when way == HandedOver.ByPost => "LetterPosted",
        "hand-over" => "LetterHandedOver",
        _ => "LetterSentAgain",
    };
}
