using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Campaigns.Storage;

namespace Campaigns.Letters.Replies.Inbound;

/// <summary>
/// The address to which a coordinator forwards what an office wrote: <c>reply+{campaign}{addressee}{code}@{domain}</c>, the code a keyed hash under
/// the campaign's key. Nobody can guess one; whoever has one can send a mail that a coordinator then looks at, and nothing else.
/// </summary>
public sealed class ReplyAddress(CampaignStore store, KeyRing keys, CampaignsOptions options)
{
    const string Prefix = "reply+";
    const int CampaignLength = 16;
    const int NumberLength = 4;
    const int Length = CampaignLength + NumberLength + Base32.HashLength;

    /// <summary>Null where no domain is set, or the campaign's key is gone.</summary>
    public async Task<string?> OfAsync(Campaign campaign, int addressee, CancellationToken cancellation = default)
    {
        if (options.InboundDomain.Length == 0 || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null;
        return $"{Prefix}{campaign.Id}{Number(addressee)}{Code(key, addressee)}@{options.InboundDomain}";
    }

    /// <summary>The letter that one of our addresses in the text belongs to; any text may be asked about.</summary>
    /// <returns>Null also for a campaign whose letters have not left.</returns>
    internal async Task<(Campaign Campaign, int Addressee)?> FindAsync(string text, CancellationToken cancellation)
    {
        for (var at = text.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var token = text[(at + Prefix.Length)..].ToLowerInvariant();
            if (token.Length >= Length && await OfTokenAsync(token[..Length], cancellation) is { } found) return found;
        }
        return null;
    }

    async Task<(Campaign, int)?> OfTokenAsync(string token, CancellationToken cancellation)
    {
        if (!int.TryParse(token.AsSpan(CampaignLength, NumberLength), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        if (await store.FindAsync(token[..CampaignLength], cancellation) is not { DispatchBegunAt: not null } campaign) return null;
        if (number < 1 || number > campaign.Addressees || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null;
        var isOurs = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(key, number)), Encoding.UTF8.GetBytes(token[^Base32.HashLength..]));
        return isOurs ? (campaign, number) : null;
    }

    static string Code(DataKey key, int addressee) => key.Hash("reply-address", Number(addressee));

    static string Number(int addressee) => addressee.ToString("D4", CultureInfo.InvariantCulture);
}
