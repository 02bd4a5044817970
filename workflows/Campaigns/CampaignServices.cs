using Campaigns.Invitations;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns;

/// <summary>The rooms Campaigns and Invitations. Activities too: the functions that run them ask for them by type.</summary>
static class CampaignServices
{
    public static IServiceCollection AddCampaignSteps(this IServiceCollection services)
    {
        services.AddSingleton<CampaignStore>();
        services.AddSingleton<CampaignWriter>();
        services.AddSingleton<CampaignDesk>();
        services.AddSingleton<InvitationMail>();
        services.AddSingleton<InvitationBoard>();
        services.AddSingleton<InvitationAdding>();
        services.AddSingleton<InvitationDelivery>();
        services.AddSingleton<UnconfirmedReminders>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<DecideNextStep>();
        services.AddSingleton<OpenCampaign>();
        services.AddSingleton<MoveDeadline>();
        services.AddSingleton<SendInvitations>();
        services.AddSingleton<SendReminders>();
        services.AddSingleton<TellDeadline>();
        services.AddSingleton<DecideExtension>();
        services.AddSingleton<CloseCampaign>();
        services.AddSingleton<DecideApproval>();
        services.AddSingleton<BeginDispatch>();
        services.AddSingleton<BeginRound>();
        services.AddSingleton<FinishRound>();
        services.AddSingleton<FinishDispatch>();
        services.AddSingleton<SendReport>();
        services.AddSingleton<NotifyCancelled>();
        services.AddSingleton<RemindApprovers>();
        services.AddSingleton<Approvers>();
        services.AddSingleton<LettersMark>();
        services.AddSingleton<ApprovalMails>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<Privacy.PersonalRows>();
        services.AddSingleton<Privacy.PurgeCampaign>();
        services.AddSingleton<Privacy.Erasure>();
        services.AddSingleton<Privacy.OwnData>();
        return services;
    }
}
