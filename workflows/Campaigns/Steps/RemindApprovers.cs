using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Writes once more to those who could approve the letters.</summary>
public sealed class RemindApprovers(StepRunner steps, CampaignWriter writer, Approvers approvers, ApprovalMails mails) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.RemindApprovers, input, campaign => ActAsync(campaign, input.Number));

    async Task ActAsync(Campaign campaign, int number)
    {
        var others = await approvers.OthersAsync(campaign, campaign.ApprovalRequest!.By);
        await writer.DecideAsync(campaign.Id, new StepCommand.ApproversReminded(number, others.Count), mails: after => mails.Asked(after, others, null));
    }
}
