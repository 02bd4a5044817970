using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// 1,024 neighbouring leaves of a frozen list, the last page fewer: a whole branch of the tree, stored as one row, so that a
/// proof reads one page and the roots of the others instead of every signature.
/// </summary>
/// <param name="Number">From 0.</param>
/// <param name="First">The <see cref="BookRow.Place"/> of its first line; empty after the purge.</param>
internal sealed record LeafPage(int Number, string First, IReadOnlyList<byte[]> Leaves)
{
    /// <summary>A power of two. Pages that are stored have this size: changing it breaks the proofs of lists frozen before.</summary>
    public const int Size = 1_024;

    public byte[] Root => Merkle.Root(Leaves);

    public TableEntity Row(string campaignId, string list) => new(campaignId, Rows.LeafPage(list, Number))
    {
        ["First"] = First,
        ["Root"] = Root,
        ["Leaves"] = Leaves.SelectMany(leaf => leaf).ToArray(),
    };

    public static LeafPage Read(TableEntity row, int number) => new(number, row.GetString("First") ?? "", [.. row.GetBinary("Leaves")!.Chunk(Merkle.Size)]);
}

/// <summary>What is known of every page without its leaves.</summary>
internal sealed record LeafPageHead(string First, byte[] Root);
