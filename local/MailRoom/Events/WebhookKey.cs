using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Local.MailRoom.Events;

/// <summary>The key pair of the signed webhook: ECDSA on P-256, made once for a data folder.</summary>
sealed class WebhookKey : IDisposable
{
    readonly ECDsa key;

    WebhookKey(ECDsa key) => this.key = key;

    /// <summary>The public key: SubjectPublicKeyInfo in DER, base64, as SendGrid's settings page shows it.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads the key, or makes it; then writes the public one to <c>webhook-public-key</c> in the data folder.</summary>
    public static WebhookKey Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "mailroom", "webhook-private-key");
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
            ecdsa.ImportPkcs8PrivateKey(Convert.FromBase64String(File.ReadAllText(path)), out _);
        else
            Write(path, Convert.ToBase64String(ecdsa.ExportPkcs8PrivateKey()));
        var key = new WebhookKey(ecdsa);
        Write(Path.Combine(dataFolder, "webhook-public-key"), key.PublicKey);
        return key;
    }

    /// <summary>Signs the timestamp's text followed by the body's bytes; DER, base64.</summary>
    public string Sign(string timestamp, ReadOnlySpan<byte> body) => Convert.ToBase64String(
        key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public void Dispose() => key.Dispose();

    /// <summary>Written aside and moved, so that nobody ever reads half a key.</summary>
    static void Write(string path, string text)
    {
        var aside = path + ".new";
        File.WriteAllText(aside, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(aside, path, overwrite: true);
    }
}
