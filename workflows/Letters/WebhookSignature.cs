using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Letters;

/// <summary>
/// SendGrid's signature of its event webhook: ECDSA P-256 with SHA-256 over timestamp and body, DER encoded, base64.
/// </summary>
public sealed class WebhookSignature
{
    /// <summary>How far the signed time may be from ours: a request caught and replayed later is refused.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    readonly ECDsa? key;
    readonly TimeProvider time;

    /// <param name="publicKey">As SendGrid shows it: base64 of a DER SubjectPublicKeyInfo. Empty: every request is refused.</param>
    public WebhookSignature(string publicKey, TimeProvider time)
    {
        this.time = time;
        if (publicKey.Length == 0) return;
        key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
    }

    public bool IsValid(ReadOnlySpan<byte> body, string? signature, string? timestamp)
    {
        if (key is null || signature is null || timestamp is null || !IsNear(timestamp)) return false;
        var bytes = new byte[signature.Length];
        if (!Convert.TryFromBase64String(signature, bytes, out var length)) return false;
        byte[] signedBytes = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        lock (key) return key.VerifyData(signedBytes, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    bool IsNear(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance;
}
