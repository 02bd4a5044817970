using System.Security.Cryptography;
using Campaigns.Storage;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// Collects what belongs to a key over rows that stream by, any number of keys in bounded memory: when a pass would hold too many, half of
/// them (by a bit of the key, which is a hash) is left to a later pass over the same rows. Few keys need one pass.
/// </summary>
/// <param name="limit">Keys held at a time.</param>
internal sealed class KeyPasses<T>(int limit)
{
    readonly Stack<(ulong Bits, int Count)> left = new([(0, 0)]);
    ulong bits;
    int count;

    /// <summary>What this pass holds; complete when the rows have streamed by.</summary>
    public Dictionary<UInt128, T> Held { get; } = [];

    /// <returns>False when every key has had its pass.</returns>
    public bool Next()
    {
        Held.Clear();
        if (!left.TryPop(out var next)) return false;
        (bits, count) = next;
        return true;
    }

    /// <param name="value">Of the value until now, or of none, the next one.</param>
    public void Add(UInt128 key, Func<T?, bool, T> value)
    {
        if (!Takes(key)) return;
        var isKnown = Held.TryGetValue(key, out var known);
        Held[key] = value(known, isKnown);
        while (Held.Count > limit) Split();
    }

    bool Takes(UInt128 key) => ((ulong)key & ((1UL << count) - 1)) == bits;

    void Split()
    {
        if (count == 63) throw new InvalidOperationException("Keys that are hashes differ in some bit.");
        left.Push((bits | (1UL << count), count + 1));
        count++;
        foreach (var key in Held.Keys.Where(key => !Takes(key)).ToList()) Held.Remove(key);
    }

    /// <summary>A keyed hash of 128 bits as a number.</summary>
    public static UInt128 KeyOf(string hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (hash.Length != Base32.HashLength || !Base32.TryDecode(hash, bytes)) SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(hash)).AsSpan(0, 16).CopyTo(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }
}
