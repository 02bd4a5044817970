using System.Security.Cryptography;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// The hash tree of RFC 6962, section 2.1, with SHA-256: neighbours are hashed together level by level, and who has no
/// neighbour goes up as it is. A leaf begins with the byte 0, a node with 1, so that neither can pass for the other.
/// </summary>
public static class Merkle
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = 32;

    /// <summary>The root over no leaf at all: the hash of nothing.</summary>
    public static readonly byte[] Empty = SHA256.HashData([]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);

    /// <param name="hashes">Of the leaves in their order; or the roots of their groups of 2ⁿ, of which the last may be smaller.</param>
    public static byte[] Root(IReadOnlyList<byte[]> hashes)
    {
        while (hashes.Count > 1) hashes = Above(hashes);
        return hashes.Count == 0 ? Empty : hashes[0];
    }

    /// <summary>The neighbours on the way from the leaf at <paramref name="index"/> to the root, from below.</summary>
    public static IReadOnlyList<byte[]> Path(IReadOnlyList<byte[]> hashes, int index)
    {
        var path = new List<byte[]>();
        for (; hashes.Count > 1; hashes = Above(hashes), index /= 2)
            if (!IsAlone(index, hashes.Count)) path.Add(hashes[index ^ 1]);
        return path;
    }

    /// <summary>The root that a path leads to; null when it is not as long as the way is.</summary>
    /// <param name="size">How many leaves there are.</param>
    public static byte[]? Climb(byte[] leaf, long index, long size, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size) return null;
        var (hash, taken) = (leaf, 0);
        for (; size > 1; size = (size + 1) / 2, index /= 2)
        {
            if (IsAlone(index, size)) continue;
            if (taken == path.Count) return null;
            hash = index % 2 == 0 ? Node(hash, path[taken]) : Node(path[taken], hash);
            taken++;
        }
        return taken == path.Count ? hash : null;
    }

    static bool IsAlone(long index, long count) => index % 2 == 0 && index + 1 == count;

    static List<byte[]> Above(IReadOnlyList<byte[]> hashes)
    {
        var above = new List<byte[]>((hashes.Count + 1) / 2);
        for (var i = 0; i < hashes.Count; i += 2)
            above.Add(IsAlone(i, hashes.Count) ? hashes[i] : Node(hashes[i], hashes[i + 1]));
        return above;
    }
}
