using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>
/// A campaign's id: 16 characters of base32, made from the launch key and the content, so that the same form posted twice is
/// the same campaign.
/// </summary>
static class CampaignId
{
    const int Length = 16;

    public static bool Is(string id) => id.Length == Length && Base32.Is(id);

    public static string Of(string launchKey, CampaignDraft draft)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(draft);
        return Base32.Encode(SHA256.HashData([.. SHA256.HashData(Encoding.UTF8.GetBytes(launchKey)), .. content]))[..Length];
    }
}
