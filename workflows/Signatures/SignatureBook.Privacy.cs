namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- what a person, or the end of the campaign, takes out of the book

    /// <summary>Drops what this process keeps of a campaign in memory.</summary>
    public void Forget(string campaignId)
    {
        snapshots.Forget(campaignId);
        invitees.TryRemove(campaignId, out _);
    }

    internal Task<BookRow?> RowAsync(BookDoor door, CancellationToken cancellation) =>
        writers.ReadRowAsync(door.Partition, door.SignatureId, cancellation);

    /// <summary>Takes the person out of the row; <c>Privacy.Erasure</c> sees to everything else that is stored of them.</summary>
    internal Task<SignLink> EraseAsync(string token, CancellationToken cancellation) =>
        ActAsync("signature.erase", token, door => (header, row, now) => BookDecisions.Erase(header, row ?? door.Unanswered(now), now), cancellation);

    /// <summary>
    /// What a link means that opens nothing. Of a campaign whose data was destroyed nobody can tell whose link it was; of an
    /// invitation whose person was erased only that.
    /// </summary>
    async Task<SignLink> NoDoorAsync(string token, CancellationToken cancellation)
    {
        if (!SignTokens.TryRead(token, out var read) || await campaigns.FindAsync(read.CampaignId, cancellation) is not { } campaign) return BookDoor.Invalid;
        if (campaign.Phase == Phase.Archived) return new(SignLinkState.Purged, campaign, null, null, false);
        var isOurs = await keys.FindAsync(campaign.Id, cancellation) is { } key && SignTokens.IsGenuine(key, token);
        return isOurs && read.SignatureId is null && await campaigns.InvitationAsync(campaign, read.Invitation, cancellation) is { IsErased: true }
            ? new(SignLinkState.Erased, campaign, null, null, false)
            : BookDoor.Invalid;
    }
}
