using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Freezes the list: from here on nobody withdraws, and nothing can be cancelled.</summary>
public sealed class BeginDispatch(StepRunner steps, CampaignWriter writer, SignatureBook book) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Dispatch, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        var (count, list) = await book.FreezeAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.DispatchBegun(count, list));
    }
}

/// <summary>Every addressee's letter has its outcome.</summary>
public sealed class FinishDispatch(StepRunner steps, CampaignWriter writer) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.FinishDispatch, input, ActAsync);

    async Task ActAsync(Campaign campaign) =>
        await writer.DecideAsync(campaign.Id, new StepCommand.Dispatched());
}

/// <summary>The coordinator's report of the round.</summary>
public sealed class SendReport(StepRunner steps, CampaignWriter writer, LetterLedger ledger, CampaignsOptions options) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Report, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        var letters = await ledger.CountAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.Reported(), mails: after => [new("dispatch-report", Report(after, letters))]);
    }

    DispatchReport Report(Campaign campaign, LetterCounts letters) => new(
        campaign.DeskLanguage, campaign.Title, options.DeskLink(campaign.Id), campaign.FinalCount ?? Count.Zero,
        letters.Total, letters.Accepted, letters.Bounced + letters.Failed);
}
