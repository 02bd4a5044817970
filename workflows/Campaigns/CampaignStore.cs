namespace Campaigns;

/// <summary>Reads a campaign's rows.</summary>
public sealed class CampaignStore
{
    public Task<Campaign?> FindAsync(string id, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>The statement in <paramref name="language"/>, or in the authoritative one where there is none.</summary>
    public Task<(string Language, string Markdown)> TextAsync(Campaign campaign, string language, CancellationToken cancellation = default) => throw new NotImplementedException();
    public Task<IReadOnlyList<Addressee>> AddresseesAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    public Task<IReadOnlyList<Invitation>> InvitationsAsync(Campaign campaign, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>What happened, oldest first.</summary>
    public Task<IReadOnlyList<JournalEntry>> JournalAsync(string id, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Newest first; <paramref name="active"/> false gives dispatched and cancelled ones.</summary>
    public Task<IReadOnlyList<Campaign>> ListAsync(bool active, CancellationToken cancellation = default) => throw new NotImplementedException();
}
