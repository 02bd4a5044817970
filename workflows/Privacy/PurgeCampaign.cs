using Campaigns.Letters;
using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns.Privacy;

/// <summary>
/// Destroys the personal data of a campaign. First the row says that it is archived, so that no door shows or takes anything any
/// more; then the key goes, then the rows; last the certificate. Each part can run again after a crash at any point.
/// </summary>
public sealed class PurgeCampaign(StepRunner steps, CampaignWriter writer, SignatureBook book, LetterComposer composer, PersonalRows rows)
    : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Purge, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        if (campaign.Purge!.BegunAt is null)
        {
            var count = campaign.FinalCount ?? await book.CountNowAsync(campaign);
            var before = await rows.CountAsync(campaign);
            (campaign, _) = (await writer.DecideAsync(campaign.Id, new StepCommand.PurgeBegun(count, before)))!.Value;
        }
        await rows.DestroyAsync(campaign);
        book.Forget(campaign.Id);
        composer.Forget(campaign.Id);
        // The coordinator's address goes with the row that this decision replaces.
        var after = await rows.CountAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.Purged(after with { Notes = 0 }));
    }
}
