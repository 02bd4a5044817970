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

/// <summary>Holds the conditions against what was reached at the close; asks by mail where a person has to decide, and says so where
/// nothing is sent.</summary>
public sealed class DecideApproval(StepRunner steps, CampaignWriter writer, SignatureBook book, LettersMark letters, Approvers approvers, ApprovalMails mails)
    : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.DecideApproval, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        await book.CloseAsync(campaign); // again: the close may have been cut off before its fence
        var reached = await book.ReachedNowAsync(campaign);
        var mark = campaign.SecondApproval ? await letters.OfAsync(campaign) : "";
        var others = campaign.LaunchedBy is { } launcher ? await approvers.OthersAsync(campaign, launcher) : [];
        await writer.DecideAsync(campaign.Id, new StepCommand.ApprovalDecided(reached, mark), mails: after => mails.AtTheClose(after, reached, others));
    }
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
