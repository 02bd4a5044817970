using Microsoft.DurableTask;

namespace Campaigns.Letters.Reminding;

/// <summary>Every office that was to be reminded has its message.</summary>
public sealed class FinishFollowUp(StepRunner steps, CampaignWriter writer, LetterLedger ledger) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.FollowUp, input, ActAsync(input.Number));

    Func<Campaign, Task> ActAsync(int round) => async campaign =>
    {
        var sent = (await ledger.FollowUpsAsync(campaign)).Count(row => row.Round == round);
        await writer.DecideAsync(campaign.Id, new StepCommand.FollowedUp(round, sent));
    };
}
