using System.Security.Cryptography;
using System.Text.Json;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>
/// One word for all that is said in the letters beside the names: texts, addressees with all their addresses, covers, letterhead, sender. It
/// is a keyed hash, so that it says nothing to anybody without the campaign's key, and changes when any of them does.
/// </summary>
public sealed class LettersMark(CampaignStore store, KeyRing keys, CampaignsOptions options)
{
    /// <returns>26 characters of lower-case base32.</returns>
    public async Task<string> OfAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var head = await store.LetterheadAsync(campaign, cancellation) ?? options.Letterhead;
        var said = JsonSerializer.Serialize(new
        {
            campaign.Title,
            campaign.TextHash,
            Addressees = await store.AddresseesAsync(campaign, cancellation),
            Covers = await store.CoversAsync(campaign, cancellation),
            Head = head,
            Logo = options.LetterheadLogo.Length == 0 ? "" : Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(options.LetterheadLogo, cancellation))),
            options.MailFrom,
            options.MailFromName,
            options.LetterheadContact,
        });
        return key.Hash("letters", said);
    }
}
