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

/// <summary>Holds the conditions against what was reached at the close; asks the coordinator by mail where a person has to decide, and says so where
/// nothing is sent.</summary>
public sealed class DecideApproval(StepRunner steps, CampaignWriter writer, SignatureBook book, CampaignsOptions options)
    : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.DecideApproval, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        await book.CloseAsync(campaign); // again: the close may have been cut off before its fence
        var reached = await book.ReachedNowAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.ApprovalDecided(reached), mail: after => Mail(after, reached));
    }

    (string, Message)? Mail(Campaign after, Reached reached) => after switch
    {
        { Phase: Phase.Approval } => ("approval-needed",
            new ApprovalNeeded(after.Language, after.Title, options.DeskLink(after.Id), reached.Count, after.MinimumSignatures, after.MinimumCountries)
            {
                Conditions = MissedConditions.Of(after, reached),
            }),
        { NotSentAt: not null } => ("not-sent", new NothingSent(after.Language, after.Title, options.DeskLink(after.Id), MissedConditions.Of(after, reached))),
        _ => null,
    };
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
