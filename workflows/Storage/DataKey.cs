using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Campaigns.Storage;

/// <summary>
/// The key of one campaign (or of the sign-in room): seals personal fields and makes the keyed hashes and link codes
/// that belong to them. Thread-safe.
/// </summary>
public sealed class DataKey
{
    public const int Size = 32;
    const byte Version = 1;
    const int NonceSize = 12;
    const int TagSize = 16;

    static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is sealed, not shown; names in Cyrillic stay short
        Converters = { new JsonStringEnumConverter() },
    };

    readonly byte[] secret;
    readonly byte[] sealing;
    readonly DataKey? older;

    /// <param name="secret">32 random bytes. Every use has a key of its own, derived by HKDF, so none can be turned against another.</param>
    /// <param name="older">Opens what was sealed before this key took its place; seals nothing any more.</param>
    public DataKey(ReadOnlySpan<byte> secret, DataKey? older = null)
    {
        this.older = older;
        if (secret.Length != Size) throw new ArgumentException($"A data key has {Size} bytes.", nameof(secret));
        this.secret = secret.ToArray();
        sealing = Derive("seal");
    }

    public static DataKey Random() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Seals JSON of <paramref name="value"/> with AES-256-GCM. <paramref name="context"/> (for example
    /// <c>partition|row|property</c>) must be the same when it is opened.</summary>
    /// <returns>Version, nonce, ciphertext, tag.</returns>
    public byte[] Seal<T>(T value, string context) => SealBytes(JsonSerializer.SerializeToUtf8Bytes(value, Json), context);

    /// <exception cref="CryptographicException">Other key, other context, or changed bytes.</exception>
    public T Open<T>(byte[] sealedValue, string context) =>
        JsonSerializer.Deserialize<T>(OpenBytes(sealedValue, context), Json)
        ?? throw new CryptographicException("The sealed value is empty.");

    /// <summary>HMAC-SHA-256 of <paramref name="text"/> for one purpose, 26 characters of lower-case base32 (128 bits).</summary>
    public string Hash(string purpose, string text) =>
        Base32.Encode(HMACSHA256.HashData(Derive("hash/" + purpose), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>HMAC-SHA-256 of <paramref name="bytes"/> for one purpose, 32 bytes. Compare with <see cref="CryptographicOperations.FixedTimeEquals"/>.</summary>
    public byte[] Mac(string purpose, ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(Derive("mac/" + purpose), bytes);

    /// <summary>A key derived from this one for another room.</summary>
    internal DataKey Child(string purpose) => new(Derive("child/" + purpose), older?.Child(purpose));

    /// <summary>This key, sealed by another.</summary>
    internal byte[] Wrap(DataKey wrapping, string context) => wrapping.SealBytes(secret, context);

    internal static DataKey Unwrap(DataKey wrapping, byte[] wrapped, string context) => new(wrapping.OpenBytes(wrapped, context));

    /// <summary>Whether an older key than this one sealed the value.</summary>
    internal bool IsOutdated(byte[] value, string context)
    {
        if (older is null) return false;
        try
        {
            new DataKey(secret).OpenBytes(value, context);
            return false;
        }
        catch (AuthenticationTagMismatchException)
        {
            return true;
        }
    }

    byte[] Derive(string use) => HKDF.Expand(HashAlgorithmName.SHA256, secret, Size, Encoding.UTF8.GetBytes("campaigns/1/" + use));

    byte[] SealBytes(ReadOnlySpan<byte> plain, string context)
    {
        var output = new byte[1 + NonceSize + plain.Length + TagSize];
        output[0] = Version;
        var nonce = output.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sealing, TagSize); // one each time: an instance is not thread-safe
        aes.Encrypt(nonce, plain, output.AsSpan(1 + NonceSize, plain.Length), output.AsSpan(^TagSize..), Context(context));
        return output;
    }

    byte[] OpenBytes(byte[] value, string context)
    {
        if (value.Length < 1 + NonceSize + TagSize || value[0] != Version) throw new CryptographicException("Not a sealed value.");
        var plain = new byte[value.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(sealing, TagSize);
        try
        {
            aes.Decrypt(value.AsSpan(1, NonceSize), value.AsSpan(1 + NonceSize, plain.Length), value.AsSpan(^TagSize..), plain, Context(context));
            return plain;
        }
        catch (AuthenticationTagMismatchException) when (older is not null)
        {
            return older.OpenBytes(value, context);
        }
    }

    static byte[] Context(string context) => [Version, .. Encoding.UTF8.GetBytes(context)];
}
