using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Fixes the window, makes the signature book, then says that the campaign is open: who finds it open finds the book too.</summary>
public sealed class OpenCampaign(StepRunner steps, CampaignWriter writer, SignatureBook book) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Open, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        var (opening, _) = (await writer.DecideAsync(campaign.Id, new StepCommand.Opening()))!.Value;
        await book.OpenAsync(opening);
        await writer.DecideAsync(campaign.Id, new StepCommand.Opened(opening.ClosesAt));
    }
}

/// <summary>Tells the signature book the deadline that the campaign now has.</summary>
public sealed class MoveDeadline(StepRunner steps, CampaignWriter writer, SignatureBook book) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.MoveDeadline, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        await book.MoveDeadlineAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.DeadlineMoved(campaign.ClosesAt));
    }
}
