using Microsoft.DurableTask;

namespace Campaigns.Invitations;

/// <summary>Writes one mail for each invitation. When signing is over already, nobody is invited any more.</summary>
public sealed class SendInvitations(StepRunner steps, CampaignWriter writer, InvitationMail mail) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Invite, input, ActAsync);

    async Task ActAsync(Campaign campaign)
    {
        var invited = Lifecycle.IsOver(campaign, steps.Now) ? 0 : await mail.InviteAsync(campaign);
        await writer.DecideAsync(campaign.Id, new StepCommand.Invited(invited, campaign.InviteRounds));
    }
}

/// <summary>Writes a reminder to each invited person who has not answered; passes over one that a later one has overtaken.</summary>
public sealed class SendReminders(StepRunner steps, CampaignWriter writer, InvitationMail mail) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.Remind, input, campaign => ActAsync(campaign, input.Number));

    async Task ActAsync(Campaign campaign, int number)
    {
        if (Lifecycle.IsMoot(campaign, number, steps.Now))
        {
            await writer.DecideAsync(campaign.Id, new StepCommand.ReminderSkipped(number));
            return;
        }
        var (messages, heldUntil) = await mail.RemindAsync(campaign, number);
        await writer.DecideAsync(campaign.Id, new StepCommand.Reminded(number, messages, heldUntil));
    }
}
