namespace Campaigns.Letters.Alternates;

/// <summary>
/// Sends a letter to the addressee's next address, at most once for each attempt, when the address of the attempt before was refused for good. A person who
/// was faster, and every other state of the letter, stops it.
/// </summary>
public sealed class AlternateSender(LetterLedger ledger, LetterAttempts attempts, LetterSender sender, CampaignStore campaigns, CampaignWriter journal, TimeProvider time)
{
    /// <summary>Whether the letter waits for its next address to be tried.</summary>
    internal static bool IsDue(LedgerRow row) => row is { Hard: true, NoAlternate: null } && row.StateNow() == LetterState.Bounced;

    /// <returns>The letter's state afterwards.</returns>
    /// <exception cref="MailServiceBusyException">Certainly not sent; the claim was given back.</exception>
    public async Task<LetterState> SendOnceAsync(AlternateInput input, CancellationToken cancellation = default)
    {
        if (await FindAsync(input, cancellation) is not var (row, address)) return await SettleAsync(input, cancellation);
        var (letter, seal) = await sender.PrepareAsync(input.CampaignId, input.Round, input.Addressee, cancellation, address);
        if (await attempts.ClaimAsync(row, LetterState.Bounced, address, null, seal, cancellation) is not { } claim) return await SettleAsync(input, cancellation);
        var state = await sender.SendAsync(claim.Letter(), letter, () => attempts.ReleaseAsync(claim, cancellation), cancellation);
        await NoteAsync(input, cancellation);
        return state;
    }

    /// <summary>After the last try: the attempt stands as rejected on the board, where a person can send the letter again.</summary>
    public async Task<LetterState> GiveUpAsync(AlternateInput input, CancellationToken cancellation = default)
    {
        if (await FindAsync(input, cancellation) is not var (row, address)) return await SettleAsync(input, cancellation);
        if (await attempts.ClaimAsync(row, LetterState.Bounced, address, null, null, cancellation) is not { } claim) return await SettleAsync(input, cancellation);
        return await sender.GiveUpAsync(claim.Letter(), cancellation);
    }

    /// <summary>The letter as it waits for this attempt, and where it goes; null when it does not, or nowhere is left to try, which is written down.</summary>
    internal async Task<(LedgerRow Row, string Address)?> FindAsync(AlternateInput input, CancellationToken cancellation)
    {
        var row = await ledger.FindAsync(input.CampaignId, input.Round, input.Addressee, cancellation);
        if (row is null || row.Attempt != input.Attempt - 1 || !IsDue(row)) return null;
        if (await campaigns.FindAsync(input.CampaignId, cancellation) is not { IsHeld: false } campaign) return null;
        if (await campaigns.AddresseeAsync(campaign, input.Addressee, cancellation) is not { } addressee) return null; // purged
        var tried = await attempts.AddressesAsync(row, addressee, cancellation);
        if (AlternateAddresses.Next(addressee, tried) is { } next) return (row, next);
        await ledger.NoAlternateAsync(row, cancellation);
        return null;
    }

    /// <summary>A claim of this attempt that is found belongs to a run that died before it heard the answer.</summary>
    async Task<LetterState> SettleAsync(AlternateInput input, CancellationToken cancellation)
    {
        var row = await ledger.FindAsync(input.CampaignId, input.Round, input.Addressee, cancellation);
        if (row is null) return LetterState.Unknown; // lost, or purged: the letter is a person's
        return row.Attempt == input.Attempt ? await sender.SettleAsync(row.Letter(), row, cancellation) : row.StateNow();
    }

    Task NoteAsync(AlternateInput input, CancellationToken cancellation) => journal.NoteAsync(input.CampaignId,
        JournalEntry.Of(time.GetUtcNow(), JournalEntry.ByItself, "AlternateTried", input.Round, input.Addressee, input.Attempt), cancellation);
}
