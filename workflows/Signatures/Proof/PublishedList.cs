namespace Campaigns.Signatures.Proof;

/// <summary>
/// A line as the public list shows it. Of a public one everything that its leaf is made of; of the others the leaf, the kind
/// and the country; of one whose person has left or was erased only the leaf.
/// </summary>
public sealed record PublishedLine(string Leaf, string? Kind = null, string? Country = null, string? Name = null, string? ConfirmedAt = null, string? Salt = null)
{
    /// <summary>Whether what is said of a public line is what its leaf was made of.</summary>
    internal bool Holds(string campaign, string textHash)
    {
        if (Name is null && ConfirmedAt is null && Salt is null) return true;
        if (Kind is null || Country is null || Name is null || ConfirmedAt is null || Salt is null || !ProofJson.IsHex(Salt, ListEntry.SaltSize)) return false;
        var entry = new ListEntry(textHash, Kind, Name, Country, ListEntry.Public, ConfirmedAt);
        return Convert.ToHexStringLower(entry.Leaf(campaign, Convert.FromHexString(Salt))) == Leaf;
    }
}

/// <summary>The published list, <c>campaigns-list-1</c> of <c>docs/verify/README.md</c>, its lines in the order of the leaves.</summary>
public sealed record PublishedList(
    string Format, string Campaign, string Title, string TextHash, string Root, int Size, IReadOnlyList<PublishedLine> Entries)
{
    public const string Format1 = "campaigns-list-1";

    /// <summary>Null when the text is not a list.</summary>
    public static PublishedList? Read(string text) =>
        ProofJson.Read<PublishedList>(text) is { Format: Format1 } list && list.Entries.All(line => ProofJson.IsHex(line?.Leaf, Merkle.Size)) ? list : null;
}
