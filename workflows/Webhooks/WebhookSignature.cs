using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Campaigns.Storage;

namespace Campaigns.Webhooks;

/// <summary>
/// The headers of Standard Webhooks: <c>webhook-id</c>, <c>webhook-timestamp</c> (seconds since 1970) and <c>webhook-signature</c>, which is
/// <c>v1,</c> and the base64 of HMAC-SHA-256 over <c>id.timestamp.body</c>.
/// </summary>
static class WebhookSignature
{
    public const string Prefix = "whsec_";

    public static byte[] Secret(DataKey key, string address) => key.Mac("webhook", Encoding.UTF8.GetBytes(address));

    public static void Sign(HttpRequestMessage request, byte[] secret, WebhookEvent what, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{what.Id}.{timestamp}.{what.Body}"));
        request.Headers.Add("webhook-id", what.Id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(mac)}");
    }
}
