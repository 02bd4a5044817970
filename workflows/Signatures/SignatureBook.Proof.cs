using Campaigns.Signatures.Proof;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- what can be proven

    /// <summary>The receipt of a confirmed signature, for the hands of whoever holds its link; null for every other link. The proof is
    /// in it once the list is frozen, unless the signature is not on it.</summary>
    public async Task<Receipt?> ReceiptAsync(string token, CancellationToken cancellation = default)
    {
        if (await DoorAsync(token, cancellation) is not { } door) return null;
        if (await writers.ReadRowAsync(door.Partition, door.SignatureId, cancellation) is not { ErasedAt: null } row) return null;
        if (row.State != SignatureState.Confirmed && !door.IsHeldSilently(row)) return null;
        var (entry, proof) = await proofs.ProveAsync(door.Campaign, door.Key, row, cancellation);
        var campaign = door.Campaign;
        return new(Receipt.Format1, campaign.Id, campaign.TitleIn(row.Language), $"{options.BaseUrl}/campaigns/{campaign.Id}", row.Language,
            [.. campaign.Languages], entry, proof);
    }

    /// <summary>The frozen list in the order of its leaves, streamed: flat in memory however long it is. Empty before the freeze.</summary>
    public IAsyncEnumerable<PublishedLine> PublishedLinesAsync(Campaign campaign, CancellationToken cancellation = default) =>
        proofs.PublishAsync(campaign, cancellation);
}
