using Campaigns.Signatures;

namespace Campaigns;

/// <summary>Closes a campaign whose target is reached, some seconds after the signature that reached it.</summary>
sealed class TargetWatch(CampaignWriter writer, SignatureBook book, TimeProvider time)
{
    /// <returns>Whether it has just been closed.</returns>
    public async Task<bool> LookAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.Target is null || !campaign.TakesSignatures(time.GetUtcNow())) return false;
        var count = await book.CountNowAsync(campaign, cancellation);
        return await writer.DecideAsync(campaign.Id, new StepCommand.TargetReached(count), cancellation: cancellation) is { Decision.Campaign: not null };
    }
}
