using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Campaigns.Language;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>
/// The secret part of a reviewer's link, made as those of signing are: base64url of version, kind (r), draft, reviewer, and 128 bits of a MAC
/// over those under the draft's key. The same person always has the same link. Changing the format breaks every link that was mailed.
/// </summary>
static class ReviewTokens
{
    const byte Version = 1;
    const int DraftSize = 10; // 16 characters of base32
    const int MacSize = 16;
    const int Size = 2 + DraftSize + sizeof(int) + MacSize;

    /// <summary>The path begins as every link does that asks a person for an act.</summary>
    public static string Path(DataKey key, string draftId, int reviewer) => "/sign/review/" + Make(key, draftId, reviewer);

    public static string Make(DataKey key, string draftId, int reviewer)
    {
        var bytes = new byte[Size];
        (bytes[0], bytes[1]) = (Version, (byte)'r');
        if (!Base32.TryDecode(draftId, bytes.AsSpan(2, DraftSize))) throw new ArgumentException("Not the id of a draft.", nameof(draftId));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2 + DraftSize), reviewer);
        Mac(key, bytes).CopyTo(bytes.AsSpan(^MacSize..));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a token without believing it: <see cref="IsGenuine"/>, with the draft's key, says whether it is ours.</summary>
    public static (string DraftId, int Reviewer)? Read(string token) => Decode(token) is { } bytes
        ? (Base32.Encode(bytes.AsSpan(2, DraftSize)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(2 + DraftSize)))
        : null;

    public static bool IsGenuine(DataKey key, string token) =>
        Decode(token) is { } bytes && CryptographicOperations.FixedTimeEquals(Mac(key, bytes), bytes.AsSpan(^MacSize..));

    static ReadOnlySpan<byte> Mac(DataKey key, byte[] bytes) => key.Mac("review", bytes.AsSpan(..^MacSize)).AsSpan(0, MacSize);

    static byte[]? Decode(string link)
    {
        var token = LinkLanguage.Without(link);
        if (token.Length is < 40 or > 48 || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length == Size && bytes[0] == Version && bytes[1] == 'r' && Base64Url.EncodeToString(bytes) == token ? bytes : null;
    }
}
