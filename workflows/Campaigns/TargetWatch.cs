using Campaigns.Signatures;

namespace Campaigns;

/// <summary>Closes a campaign whose target is reached, some seconds after the signature that reached it.</summary>
sealed class TargetWatch(CampaignWriter writer, SignatureBook book, TimeProvider time)
{
    /// <returns>Whether it has just been closed.</returns>
    public async Task<bool> LookAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.Target is null || !campaign.TakesSignatures(time.GetUtcNow())) return false;
        if ((await book.CountAsync(campaign, cancellation)).Signatures < campaign.Target) return false; // without reading every row each time
        var count = await book.CountNowAsync(campaign, cancellation);
        return await writer.DecideAsync(campaign.Id, new StepCommand.TargetReached(count), cancellation: cancellation) is { Decision.Campaign: not null };
    }
}
