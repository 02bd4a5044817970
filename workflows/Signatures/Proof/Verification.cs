namespace Campaigns.Signatures.Proof;

/// <summary>
/// Checks a receipt and a published list. Needs no key: what it holds them against, the root in the campaign's row, stays
/// when a campaign is purged.
/// </summary>
public sealed class Verification(ICampaignSource campaigns)
{
    /// <summary>Either text may be empty; what cannot be read is a finding, not an error.</summary>
    public async Task<Findings> CheckAsync(string receiptText, string listText, CancellationToken cancellation = default)
    {
        var receipt = Receipt.Read(receiptText);
        var list = PublishedList.Read(listText);
        List<Finding> found = [];
        if (!string.IsNullOrWhiteSpace(receiptText)) found.AddRange(receipt is null ? [Finding.No("NotAReceipt")] : Of(receipt));
        // Of a receipt that was changed nothing else is said: a "yes" beside it would sound like one for the name in it.
        var proof = receipt is not null && IsWhole(receipt) ? receipt.Proof : null;
        if (proof is not null) found.Add(await HeldAgainstCampaignAsync(receipt!.Campaign, receipt.Entry.TextHash, proof.Root, cancellation));
        if (!string.IsNullOrWhiteSpace(listText)) found.AddRange(list is null ? [Finding.No("NotAList")] : Of(list));
        if (list is not null) found.Add(proof is null
            ? await HeldAgainstCampaignAsync(list.Campaign, list.TextHash, list.Root, cancellation)
            : Together(receipt!, proof, list));
        return new([.. found], receipt);
    }

    static IEnumerable<Finding> Of(Receipt receipt)
    {
        if (receipt.Proof is not { } proof) return [Finding.No("NoProof")];
        if (!IsWhole(receipt)) return [Finding.No("Changed")];
        return
        [
            Finding.Yes("Whole"),
            proof.Leads() ? Finding.Yes("Included", proof.Index + 1, proof.Size, proof.Root) : Finding.No("NotIncluded", proof.Root),
        ];
    }

    static bool IsWhole(Receipt receipt) => receipt.Proof is { } proof
        && Convert.ToHexStringLower(receipt.Entry.Leaf(receipt.Campaign, Convert.FromHexString(proof.Salt))) == proof.Leaf;

    const int LinesNamed = 5;

    static IEnumerable<Finding> Of(PublishedList list)
    {
        var root = Convert.ToHexStringLower(Merkle.Root([.. list.Entries.Select(line => Convert.FromHexString(line.Leaf))]));
        yield return root == list.Root && list.Entries.Count == list.Size
            ? Finding.Yes("ListWhole", list.Size, root)
            : Finding.No("ListChanged", list.Entries.Count, root, list.Size, list.Root);
        var changed = list.Entries.Index().Where(line => !line.Item.Holds(list.Campaign, list.TextHash)).ToList();
        foreach (var (index, line) in changed.Take(LinesNamed)) yield return Finding.No("LineChanged", index + 1, line.Name ?? "");
        if (changed.Count > 0) yield break;
        var open = list.Entries.Count(line => line.Name is not null);
        yield return Finding.Yes("LinesHold", open, list.Entries.Count - open);
    }

    static Finding Together(Receipt receipt, ListProof proof, PublishedList list)
    {
        if (list.Campaign != receipt.Campaign || list.Root != proof.Root) return Finding.No("OtherList");
        return proof.Index >= 0 && proof.Index < list.Entries.Count && list.Entries[proof.Index].Leaf == proof.Leaf
            ? Finding.Yes("HasReceipt", proof.Index + 1)
            : Finding.No("LacksReceipt", proof.Index + 1);
    }

    async Task<Finding> HeldAgainstCampaignAsync(string id, string textHash, string root, CancellationToken cancellation)
    {
        if (await campaigns.FindAsync(id, cancellation) is not { } campaign) return Finding.No("NoCampaign");
        if (campaign.Rounds.Any(round => round.List?.Root == root)) return textHash == campaign.TextHash ? Finding.Yes("RootKnown", campaign.Title) : Finding.No("TextOther", campaign.Title);
        if (campaign.List is not { } list) return Finding.No("NotClosed", campaign.Title);
        if (list.Root != root) return Finding.No("RootOther", campaign.Title, list.Root);
        return textHash == campaign.TextHash ? Finding.Yes("RootKnown", campaign.Title) : Finding.No("TextOther", campaign.Title);
    }
}
