namespace Campaigns.Signatures;

/// <summary>What the book has to know of campaigns: <see cref="CampaignStore"/>, or a test's own.</summary>
public interface ICampaignSource
{
    Task<Campaign?> FindAsync(string id, CancellationToken cancellation = default);
    Task<IReadOnlyList<Invitation>> InvitationsAsync(Campaign campaign, CancellationToken cancellation = default);
    Task<IReadOnlyList<MustSign>> MustSignsAsync(Campaign campaign, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<MustSign>>([]);
    Task<Invitation?> InvitationAsync(Campaign campaign, int number, CancellationToken cancellation = default);
}
