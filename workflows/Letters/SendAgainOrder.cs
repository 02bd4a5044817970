namespace Campaigns.Letters;

/// <summary>A person's word that a letter is sent again.</summary>
/// <param name="Actor">As in the journal; null: nobody is named there.</param>
/// <param name="Attempt">The latest one that the person saw: any other, and the order is void. Null: whichever it is.</param>
/// <param name="Email">Another address; null: where the attempt before it went.</param>
public sealed record SendAgainOrder(string Reason, string? Actor = null, int? Attempt = null, string? Email = null)
{
    internal JournalEntry? Entry(DateTimeOffset now, int round, int addressee) => Actor is null ? null
        : JournalEntry.Of(now, Actor, Email is null ? "LetterSentAgain" : "LetterReaddressed", round, addressee) with { Note = Reason };
}
