namespace Campaigns.Letters;

/// <summary>Which state of a letter may follow which. What is not in the table does not happen, however late or often it is reported.</summary>
public static class LetterTransitions
{
    static readonly Dictionary<LetterState, LetterState[]> Following = new()
    {
        [LetterState.Claimed] = [LetterState.Accepted, LetterState.Rejected, LetterState.Unknown, LetterState.Deferred, LetterState.Delivered, LetterState.Bounced],
        [LetterState.Unknown] = [LetterState.Accepted, LetterState.Deferred, LetterState.Delivered, LetterState.Bounced, LetterState.HandedOver],
        [LetterState.Accepted] = [LetterState.Deferred, LetterState.Delivered, LetterState.Bounced, LetterState.HandedOver],
        [LetterState.Deferred] = [LetterState.Delivered, LetterState.Bounced, LetterState.HandedOver],
        [LetterState.Delivered] = [LetterState.Bounced], // some receiving systems accept first and bounce later
        [LetterState.Bounced] = [LetterState.HandedOver],
        [LetterState.Rejected] = [LetterState.HandedOver],
        [LetterState.HandedOver] = [],
        [LetterState.Withdrawn] = [LetterState.HandedOver], // skipped before it was begun; a person may still see to it
    };

    public static bool Allows(LetterState from, LetterState to) => Following[from].Contains(to);

    /// <summary>Whether a person may write down that the letter was handed over: not while it is on its way, nor when it has arrived.</summary>
    public static bool MayHandOver(LetterState state) => Allows(state, LetterState.HandedOver);

    /// <summary>Whether a person may decide to send the letter again: only when it is known or feared that it did not arrive, or was never sent.</summary>
    public static bool MayResend(LetterState state) => state is LetterState.Unknown or LetterState.Rejected or LetterState.Bounced or LetterState.Withdrawn;
}
