using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Campaigns.Storage;

namespace Campaigns.Access;

/// <summary>
/// The hidden input that proves a form came from one of our pages: a time and a MAC over (purpose, session, time). Forms for
/// visitors who are not signed in use an empty session, so that no cookie is needed.
/// </summary>
public sealed class FormTokens(KeyRing keys, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    const int TimeSize = sizeof(long);
    const int MacSize = 32;
    /// <summary>Clocks of two machines may differ by this much.</summary>
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <param name="already">How long the person has had the form: a form that is shown once more keeps its moment.</param>
    public string Create(string purpose, string sessionId, TimeSpan already = default)
    {
        var bytes = new byte[TimeSize + MacSize];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (time.GetUtcNow() - already).ToUnixTimeSeconds());
        Mac(bytes.AsSpan(0, TimeSize), purpose, sessionId).CopyTo(bytes.AsSpan(TimeSize));
        return Base64Url.EncodeToString(bytes);
    }

    public bool IsValid(string? token, string purpose, string sessionId) =>
        AgeOf(token, purpose, sessionId) is { } age && age < Lifetime && age > -Skew;

    /// <summary>How long ago the form was made, to the second below; null when it is not one of ours.</summary>
    public TimeSpan? AgeOf(string? token, string purpose, string sessionId)
    {
        if (token is null || token.Length > 80 || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length != TimeSize + MacSize) return null;
        if (!CryptographicOperations.FixedTimeEquals(Mac(bytes.AsSpan(0, TimeSize), purpose, sessionId), bytes.AsSpan(TimeSize))) return null;
        return time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    /// <summary>Lengths come first, so that no two (purpose, session) run together into the same bytes.</summary>
    byte[] Mac(ReadOnlySpan<byte> issued, string purpose, string sessionId) =>
        keys.Access.Mac("form", [.. issued, .. Encoding.UTF8.GetBytes($"{purpose.Length}:{purpose}:{sessionId}")]);
}
