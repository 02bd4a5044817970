using Campaigns.Invitations;
using Campaigns.Letters.Reminding;
using Campaigns.Privacy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Campaigns.Functions.Registration;

/// <summary>The workflow of a campaign, as functions. The names are stored in histories.</summary>
public sealed class CampaignWorkflows(
    DecideNextStep decideNextStep, OpenCampaign open, MoveDeadline moveDeadline, SendInvitations invite, SendReminders remind, TellDeadline tellDeadline, DecideExtension decideExtension,
    CloseCampaign close, DecideApproval decideApproval, BeginRound beginRound, FinishRound finishRound, BeginDispatch beginDispatch, FinishDispatch finishDispatch,
    SendReport report, FinishFollowUp finishFollowUp, NotifyCancelled notifyCancelled, RemindApprovers remindApprovers, PurgeCampaign purge)
{
    [Function(nameof(CampaignOrchestrator))]
    public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, CampaignInput input) =>
        new CampaignOrchestrator().RunAsync(context, input);

    [Function(nameof(DecideNextStep))]
    public Task<NextStep> DecideNextStep([ActivityTrigger] string campaignId) => decideNextStep.RunAsync(null!, campaignId);

    [Function(nameof(OpenCampaign))]
    public Task<bool> Open([ActivityTrigger] StepInput input) => open.RunAsync(null!, input);

    [Function(nameof(MoveDeadline))]
    public Task<bool> MoveDeadline([ActivityTrigger] StepInput input) => moveDeadline.RunAsync(null!, input);

    [Function(nameof(SendInvitations))]
    public Task<bool> Invite([ActivityTrigger] StepInput input) => invite.RunAsync(null!, input);

    [Function(nameof(SendReminders))]
    public Task<bool> Remind([ActivityTrigger] StepInput input) => remind.RunAsync(null!, input);

    [Function(nameof(TellDeadline))]
    public Task<bool> TellDeadline([ActivityTrigger] StepInput input) => tellDeadline.RunAsync(null!, input);

    [Function(nameof(DecideExtension))]
    public Task<bool> DecideExtension([ActivityTrigger] StepInput input) => decideExtension.RunAsync(null!, input);

    [Function(nameof(CloseCampaign))]
    public Task<bool> Close([ActivityTrigger] StepInput input) => close.RunAsync(null!, input);

    [Function(nameof(DecideApproval))]
    public Task<bool> DecideApproval([ActivityTrigger] StepInput input) => decideApproval.RunAsync(null!, input);

    [Function(nameof(BeginRound))]
    public Task<bool> BeginRound([ActivityTrigger] StepInput input) => beginRound.RunAsync(null!, input);

    [Function(nameof(FinishRound))]
    public Task<bool> FinishRound([ActivityTrigger] StepInput input) => finishRound.RunAsync(null!, input);

    [Function(nameof(BeginDispatch))]
    public Task<bool> BeginDispatch([ActivityTrigger] StepInput input) => beginDispatch.RunAsync(null!, input);

    [Function(nameof(FinishDispatch))]
    public Task<bool> FinishDispatch([ActivityTrigger] StepInput input) => finishDispatch.RunAsync(null!, input);

    [Function(nameof(FinishFollowUp))]
    public Task<bool> FinishFollowUp([ActivityTrigger] StepInput input) => finishFollowUp.RunAsync(null!, input);

    [Function(nameof(SendReport))]
    public Task<bool> Report([ActivityTrigger] StepInput input) => report.RunAsync(null!, input);

    [Function(nameof(NotifyCancelled))]
    public Task<bool> NotifyCancelled([ActivityTrigger] StepInput input) => notifyCancelled.RunAsync(null!, input);

    [Function(nameof(RemindApprovers))]
    public Task<bool> RemindApprovers([ActivityTrigger] StepInput input) => remindApprovers.RunAsync(null!, input);

    [Function(nameof(PurgeCampaign))]
    public Task<bool> Purge([ActivityTrigger] StepInput input) => purge.RunAsync(null!, input);
}
