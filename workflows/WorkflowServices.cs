using Campaigns.Letters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Campaigns;

public static class WorkflowServices
{
    /// <summary>Registers every service of this assembly. Needs <c>TableServiceClient</c>, <c>TimeProvider</c>, options and logging.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<Storage.CampaignTables>();
        services.AddSingleton<Storage.KeyRing>();
        services.AddSingleton<Networks.NetworkStore>();
        services.AddSingleton<Networks.NetworkDesk>();
        services.AddSingleton<Networks.Offices.OfficeStore>();
        services.AddSingleton<Templates.TemplateStore>();
        services.AddSingleton<Templates.LaunchCopy>();
        services.TryAddSingleton<Access.Passkeys.IPasskeyCeremony, Access.Passkeys.NoCeremony>(); // the app has one
        services.AddSingleton<Access.SignIn>();
        services.AddSingleton(provider => provider.GetRequiredService<Access.SignIn>().Sessions);
        services.AddSingleton(provider => provider.GetRequiredService<Access.SignIn>().Factors);
        services.AddSingleton(provider => provider.GetRequiredService<Access.SignIn>().Passkeys);
        services.AddSingleton<Access.FormTokens>();
        services.AddSingleton<Access.RateGate>();
        services.AddHostedService<Access.SettingsAtStart>();
        services.AddSingleton<Signatures.ICampaignSource>(provider => provider.GetRequiredService<CampaignStore>());
        services.AddSingleton<Signatures.SignatureBook>();
        services.AddSingleton<Abuse.Crowd>();
        services.AddSingleton<Abuse.BulkDesk>();
        services.AddSingleton<Signatures.Proof.Verification>();
        services.AddSingleton<Signatures.CodeEntry>();
        services.AddSingleton<Mail.Outbox>();
        services.AddSingleton<Reconciling.Witness>();
        services.AddSingleton<Reconciling.Reconciler>();
        services.AddLetters();
        services.AddCampaignSteps();
        Drafting.DraftServices.AddDrafting(services);
        Updates.UpdateServices.AddUpdates(services);
        Webhooks.WebhookServices.AddWebhooks(services);
        services.AddSingleton<Rehearsals.Rehearsal>();
        services.AddSingleton<Rehearsals.RehearsalMail>();
        services.AddSingleton<Listing.CampaignList>();
        services.AddSingleton<Listing.CampaignSearch>();
        services.AddSingleton<Deliveries.DeliveryCounting>();
        services.AddSingleton<Deliveries.DeliveryBoard>();
        services.AddSingleton<Deliveries.DeliveryRetry>();
        services.AddSingleton<Mail.MailAnswers>();
        services.AddSingleton<Storage.StorageAnswers>();
        services.AddSingleton<Storage.RowSizes>();
        services.AddSingleton<Alarms.WatchNotes>();
        services.AddSingleton<Alarms.StartNotes>();
        services.AddSingleton(provider => new Alarms.TaskHub(provider.GetRequiredService<IConfiguration>()["CAMPAIGNS_HUB"] ?? ""));
        services.AddSingleton(provider => new Alarms.DataDisk(() => Alarms.DataDisk.Of(provider.GetRequiredService<IConfiguration>()["CAMPAIGNS_DATA"])));
        services.AddSingleton<Alarms.VersionWatch>();
        services.AddSingleton<Alarms.HistoryWatch>();
        services.AddSingleton<Alarms.InstallationWatch>();
        services.AddSingleton<Alarms.StorageClock>();
        services.AddSingleton<Alarms.AlarmTeller>();
        services.AddSingleton<Alarms.AlarmBook>();
        services.AddSingleton<Audit.AuditTrail>();
        services.AddSingleton<Audit.AuditFacts>();
        services.AddSingleton<Audit.AuditReading>();
        services.AddSingleton<Audit.Auditing>();
        services.AddSingleton<Backup.CopyReading>();
        services.AddSingleton<Backup.Restoring>();
        services.AddSingleton<Backup.RestoreEnd>();
        services.AddSingleton<Backup.Releasing>();
        return services;
    }
}
