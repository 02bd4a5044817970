namespace Campaigns.Storage;

/// <summary>
/// The key of one campaign (or of the sign-in room): seals personal fields and makes the keyed hashes and link codes
/// that belong to them. Thread-safe.
/// </summary>
public sealed class DataKey
{
    /// <summary>Seals JSON of <paramref name="value"/> with AES-256-GCM. <paramref name="context"/> (for example
    /// <c>partition|row|property</c>) must be the same when it is opened.</summary>
    public byte[] Seal<T>(T value, string context) => throw new NotImplementedException();

    /// <exception cref="System.Security.Cryptography.CryptographicException">Other key, other context, or changed bytes.</exception>
    public T Open<T>(byte[] sealedValue, string context) => throw new NotImplementedException();

    /// <summary>HMAC-SHA-256 of <paramref name="text"/> for one purpose, 26 characters of lower-case base32 (128 bits).</summary>
    public string Hash(string purpose, string text) => throw new NotImplementedException();
}
