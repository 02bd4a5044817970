namespace Campaigns.Signatures;

/// <summary>What the book has to know of campaigns.</summary>
public interface ICampaignSource
{
    Task<Campaign?> FindAsync(string campaignId, CancellationToken cancellation);
    Task<Invitation?> InvitationAsync(Campaign campaign, int number, CancellationToken cancellation);
}

internal sealed class StoredCampaigns(CampaignStore store) : ICampaignSource
{
    public Task<Campaign?> FindAsync(string campaignId, CancellationToken cancellation) => store.FindAsync(campaignId, cancellation);

    public async Task<Invitation?> InvitationAsync(Campaign campaign, int number, CancellationToken cancellation) =>
        (await store.InvitationsAsync(campaign, cancellation)).FirstOrDefault(invitation => invitation.Number == number);
}
