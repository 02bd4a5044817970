using Campaigns.Mail;
using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>At the deadline, before any fence: holds the conditions against what was reached, and puts the deadline off, once, when one is missed.</summary>
public sealed class DecideExtension(StepRunner steps, CampaignWriter writer, SignatureBook book, CampaignsOptions options) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.DecideExtension, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        await book.SettleAsync(campaign); // who pressed the button in time counts
        var reached = await book.ReachedNowAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.ExtensionDecided(reached, campaign.ClosesAt!.Value), mails: after => Mails(after, reached));
    }

    IEnumerable<CampaignMail> Mails(Campaign after, Reached reached) => after.ExtendedFrom is not { } from ? [] :
        [new("deadline-extended", new DeadlineExtended(after.Language, after.Title, options.DeskLink(after.Id), MissedConditions.Of(after, reached), from, after.ClosesAt!.Value, after.TimeZone))];
}
