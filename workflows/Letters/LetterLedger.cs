namespace Campaigns.Letters;

/// <summary>What was sent to whom: one row for each (campaign, round, addressee), claimed by insert before the mail service is called.</summary>
public sealed class LetterLedger
{
    public Task<LetterCounts> CountAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>All addressees, in order, with what became of their letter.</summary>
    public Task<IReadOnlyList<LetterRow>> BoardAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>A person's decision to send a letter again whose outcome is unknown, rejected or bounced.</summary>
    /// <returns>False when the letter's state does not allow it.</returns>
    public Task<bool> ResendAsync(Campaign campaign, int round, int addressee, string reason, CancellationToken cancellation = default) => throw new NotImplementedException();
}
