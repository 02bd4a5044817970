namespace Campaigns.Signatures;

/// <summary>
/// The book of one campaign's signatures: the only writer of the table <c>Signatures</c>, and the guard of the window.
/// </summary>
public sealed class SignatureBook
{
    // --- the campaign's side (activities)

    /// <summary>Makes the shards' headers with the deadline. Safe to repeat.</summary>
    public Task OpenAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Writes the campaign's present deadline into every header (extension, shortening).</summary>
    public Task MoveDeadlineAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Fences every shard: when this returns, no confirmation can commit any more. Safe to repeat.</summary>
    public Task CloseAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Also forbids withdrawal and vetting, and gives the count that the letters carry. Safe to repeat.</summary>
    public Task<Count> FreezeAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Writes a notice of the cancellation to everyone who has signed. Safe to repeat.</summary>
    public Task NotifyCancelledAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Numbers of the invitations whose address has confirmed, waits for vetting, declined or withdrew.</summary>
    public Task<IReadOnlySet<int>> AnsweredAsync(Campaign campaign, IReadOnlyList<Invitation> invitations, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>The path part of the invitation's link: <c>/sign/{token}</c> without the base address.</summary>
    public Task<string> InvitationPathAsync(Campaign campaign, Invitation invitation, CancellationToken cancellation = default) => throw new NotImplementedException();

    // --- the signatory's side (doors)

    /// <summary>Stores a pending signature and the mail with its link, in one transaction; for an address that has signed only a mail that says so.
    /// The caller cannot tell which.</summary>
    public Task RequestAsync(Campaign campaign, SignatureRequest request, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>What a link means now. Changes nothing.</summary>
    public Task<SignLink> LookAsync(string token, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Confirms; <paramref name="reply"/> is needed for an invitation. Returns the link's meaning afterwards:
    /// <see cref="SignLinkState.Signed"/> the first and every further time, <see cref="SignLinkState.TooLate"/> when the fence was faster.</summary>
    public Task<SignLink> ConfirmAsync(string token, InvitationReply? reply, CancellationToken cancellation = default) => throw new NotImplementedException();
    public Task<SignLink> WithdrawAsync(string token, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>The invited person, or the person whose address was used, says no.</summary>
    public Task<SignLink> DeclineAsync(string token, CancellationToken cancellation = default) => throw new NotImplementedException();

    // --- reading

    /// <summary>Derived from the confirmed rows; at most 2 s old.</summary>
    public Task<Count> CountAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Newest first is not promised: by country, then name; withheld ones last in their country.</summary>
    public Task<IReadOnlyList<ListedSignatory>> PublicListAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>As the addressees see it; read from the rows, never from a cache.</summary>
    public Task<IReadOnlyList<ListedSignatory>> LetterListAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Every row, opened, for the desk.</summary>
    public Task<IReadOnlyList<Signature>> AllAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <returns>False when it is no longer waiting, or the list is frozen.</returns>
    public Task<bool> VetAsync(Campaign campaign, string signatureId, bool accept, CancellationToken cancellation = default) => throw new NotImplementedException();
}
