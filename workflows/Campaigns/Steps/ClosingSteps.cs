using Campaigns.Mail;
using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Closes at the deadline, or when the coordinator asked for it; then fences the book.</summary>
public sealed class CloseCampaign(StepRunner steps, CampaignWriter writer, SignatureBook book) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Close, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        // The row first: a deadline that was moved a moment ago wins, and a fence cannot be taken back.
        var (closed, _) = (await writer.DecideAsync(campaign.Id, new StepCommand.Closed()))!.Value;
        if (closed.Phase == Phase.Closed) await book.CloseAsync(closed);
    }
}

/// <summary>Applies the approval rule to the count at the close; asks the coordinator by mail where a person has to decide.</summary>
public sealed class DecideApproval(StepRunner steps, CampaignWriter writer, SignatureBook book, CampaignsOptions options)
    : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.DecideApproval, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        await book.CloseAsync(campaign); // again: the close may have been cut off before its fence
        var count = await book.CountNowAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.ApprovalDecided(count), mail: after => Mail(after, count));
    }

    (string, Message)? Mail(Campaign campaign, Count count) => campaign.Phase != Phase.Approval ? null : ("approval-needed",
        new ApprovalNeeded(
            campaign.Language, campaign.Title, options.DeskLink(campaign.Id), count, campaign.MinimumSignatures, campaign.MinimumCountries));
}

/// <summary>After a cancellation: fences the book and tells those who have signed.</summary>
public sealed class NotifyCancelled(StepRunner steps, CampaignWriter writer, SignatureBook book) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.NotifyCancelled, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        if (campaign.OpenedAt is not null)
        {
            await book.CloseAsync(campaign);
            await book.NotifyCancelledAsync(campaign);
        }
        await writer.DecideAsync(campaign.Id, new StepCommand.CancellationTold());
    }
}
