using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Campaigns.Storage;

namespace Campaigns.Access.SecondFactors;

/// <summary>One-time codes by the clock: RFC 6238 over RFC 4226, HMAC-SHA-1, steps of 30 seconds since 1970, as every authenticator app makes them.</summary>
public static class Totp
{
    /// <summary>Bytes of a secret: those of SHA-1, as RFC 4226 recommends.</summary>
    public const int SecretSize = 20;
    public const int Digits = 6;
    const int Seconds = 30;
    /// <summary>Steps before and after the present one whose codes are taken: telephones' clocks are off, and people type slowly.</summary>
    const int Window = 1;

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step (RFC 4226, 5.3), with leading zeros.</summary>
    public static string CodeOf(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)], mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // It is the RFC's, and the only one that all apps have; collisions in SHA-1 do not touch a MAC under a secret key.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[(mac[^1] & 0xf)..]) & 0x7fffffff;
        return (number % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, or null. All steps of the window are looked at, whichever it is.</summary>
    /// <param name="used">The latest step that was used: it and those before it serve no more.</param>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long used)
    {
        var typed = Encoding.UTF8.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - Window; step <= StepAt(now) + Window; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(secret, step)), typed) && step > used) found ??= step;
        return found;
    }

    /// <summary>The secret as people type it: base32 in capitals.</summary>
    public static string TextOf(ReadOnlySpan<byte> secret) => Base32.Encode(secret).ToUpperInvariant();

    /// <summary>What the QR code holds for an authenticator app.</summary>
    /// <param name="issuer">What the app shows above the code, such as the host's name.</param>
    public static string Address(string issuer, string account, ReadOnlySpan<byte> secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={TextOf(secret)}&issuer={Uri.EscapeDataString(issuer)}";
}
