using Microsoft.DurableTask;

namespace Campaigns.Invitations;

/// <summary>Tells everyone concerned of a moved deadline. When signing is over, nobody needs to know any more.</summary>
public sealed class TellDeadline(StepRunner steps, CampaignStore store, CampaignWriter writer, InvitationMail mail) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.TellDeadline, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        var move = campaign.Move!;
        var told = Lifecycle.IsOver(campaign, steps.Now) ? 0
            : await mail.TellDeadlineAsync(campaign, move, async () => (await store.FindAsync(campaign.Id))?.Move?.Number == move.Number);
        await writer.DecideAsync(campaign.Id, new StepCommand.DeadlineTold(move.Number, told));
    }
}
