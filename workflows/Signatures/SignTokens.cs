using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Campaigns.Language;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>Whom a link is for. <see cref="SignatureId"/> is null for an invitation, <see cref="Invitation"/> 0 for a signature.</summary>
/// <param name="Place">Which of the invitation's addresses the link was sent to, counted from 0.</param>
internal readonly record struct SignToken(string CampaignId, string? SignatureId, int Invitation, int Place = 0);

/// <summary>
/// The secret part of a <c>/sign/</c> link: base64url of version, kind (s or i; u of an <c>/updates/</c> link), campaign, signature or invitation, and 128 bits of a
/// MAC over those. The same person always has the same link. Changing the format breaks every link that was mailed.
/// </summary>
internal static class SignTokens
{
    const byte Version = 1;
    const int CampaignSize = 10; // 16 characters of base32
    const int SignatureSize = 16; // 26 characters of base32
    const int MacSize = 16;
    const int Head = 2 + CampaignSize;

    public static string ForSignature(DataKey key, string campaignId, string signatureId) => OfSignature(key, campaignId, 's', signatureId);

    static string OfSignature(DataKey key, string campaignId, char kind, string signatureId)
    {
        var bytes = Start(campaignId, kind, SignatureSize);
        if (!Base32.TryDecode(signatureId, bytes.AsSpan(Head, SignatureSize))) throw new ArgumentException("Not the id of a signature.", nameof(signatureId));
        return Finish(key, bytes);
    }

    /// <summary>The secret of an <c>/updates/</c> link: it can end the updates to one address, and nothing else.</summary>
    public static string ForUpdates(DataKey key, string campaignId, string signatureId) => OfSignature(key, campaignId, 'u', signatureId);

    /// <param name="place">Which of the invitation's addresses it goes to; stands in the upper half of the number.</param>
    public static string ForInvitation(DataKey key, string campaignId, int number, int place = 0)
    {
        var bytes = Start(campaignId, 'i', sizeof(int));
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(Head), (short)place);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Head + 2), checked((ushort)number));
        return Finish(key, bytes);
    }

    /// <summary>Reads a token without believing it: <see cref="IsGenuine"/>, with the campaign's key, says whether it is ours.</summary>
    public static bool TryRead(string token, out SignToken read)
    {
        read = default;
        if (Decode(token) is not { } bytes) return false;
        var campaign = Base32.Encode(bytes.AsSpan(2, CampaignSize));
        var subject = bytes.AsSpan(Head..^MacSize);
        switch ((char)bytes[1], subject.Length)
        {
            case ('s', SignatureSize):
                read = new(campaign, Base32.Encode(subject), 0);
                return true;
            case ('i', sizeof(int)):
                read = new(campaign, null, BinaryPrimitives.ReadUInt16BigEndian(subject[2..]), BinaryPrimitives.ReadInt16BigEndian(subject));
                return true;
            default:
                return false;
        }
    }

    /// <summary>As <see cref="TryRead"/>, of an <c>/updates/</c> link. Neither reads the other's.</summary>
    public static bool TryReadUpdates(string token, out SignToken read)
    {
        read = default;
        if (Decode(token) is not { } bytes || bytes[1] != 'u' || bytes.Length != Head + SignatureSize + MacSize) return false;
        read = new(Base32.Encode(bytes.AsSpan(2, CampaignSize)), Base32.Encode(bytes.AsSpan(Head, SignatureSize)), 0);
        return true;
    }

    public static bool IsGenuine(DataKey key, string token) =>
        Decode(token) is { } bytes && CryptographicOperations.FixedTimeEquals(Mac(key, bytes), bytes.AsSpan(^MacSize..));

    static byte[] Start(string campaignId, char kind, int subjectSize)
    {
        var bytes = new byte[Head + subjectSize + MacSize];
        bytes[0] = Version;
        bytes[1] = (byte)kind;
        if (!Base32.TryDecode(campaignId, bytes.AsSpan(2, CampaignSize))) throw new ArgumentException("Not the id of a campaign.", nameof(campaignId));
        return bytes;
    }

    static string Finish(DataKey key, byte[] bytes)
    {
        Mac(key, bytes).CopyTo(bytes.AsSpan(^MacSize..));
        return Base64Url.EncodeToString(bytes);
    }

    static ReadOnlySpan<byte> Mac(DataKey key, byte[] bytes) => key.Mac("sign", bytes.AsSpan(..^MacSize)).AsSpan(0, MacSize);

    /// <summary>Only the one spelling that <see cref="Finish"/> makes: no spaces, no padding, no stray bits at the end.</summary>
    static byte[]? Decode(string link)
    {
        var token = LinkLanguage.Without(link);
        if (token.Length is < 40 or > 80 || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length > Head + MacSize && bytes[0] == Version && Base64Url.EncodeToString(bytes) == token ? bytes : null;
    }
}
