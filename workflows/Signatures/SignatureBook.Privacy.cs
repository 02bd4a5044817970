namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- what a person, or the end of the campaign, takes out of the book

    /// <summary>Drops what this process keeps of a campaign in memory.</summary>
    public void Forget(string campaignId) => snapshots.Forget(campaignId);

    /// <summary>What a link means that opens nothing: of a campaign whose data was destroyed nobody can tell whose link it was.</summary>
    async Task<SignLink> NoDoorAsync(string token, CancellationToken cancellation) =>
        SignTokens.TryRead(token, out var read) && await campaigns.FindAsync(read.CampaignId, cancellation) is { Phase: Phase.Archived } campaign
            ? new(SignLinkState.Purged, campaign, null, null, false)
            : BookDoor.Invalid;
}
