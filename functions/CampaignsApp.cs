using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Campaigns.Functions.Coordinators;
using Campaigns.Functions.Coordinators.Drafts;
using Campaigns.Functions.Coordinators.Letters;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Operators;
using Campaigns.Functions.Operators.History;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Campaigns.Functions.Telemetry;
using Campaigns.Storage;
using Campaigns.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Campaigns.Functions;

/// <summary>What the app consists of; <c>Program.cs</c> and the tests put it together in the same way.</summary>
public static class CampaignsApp
{
    public static FunctionsApplicationBuilder ConfigureCampaigns(this FunctionsApplicationBuilder builder)
    {
        Surroundings.Require(builder.Configuration, CultureInfo.GetCultureInfo);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<EveryRun>();
        builder.UseMiddleware<EveryDoor>();

        var services = builder.Services;
        services.Configure<CampaignsOptions>(builder.Configuration.GetSection(CampaignsOptions.Section));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CampaignsOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Storage(builder.Configuration, StorageOptions(provider)));
        services.AddTelemetry(builder.Configuration);
        services.AddSingleton<MetricsRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsRegistry>());
        services.AddCampaigns();
        services.AddSingleton<TableSetUp>();
        services.AddHostedService(provider => provider.GetRequiredService<TableSetUp>());

        services.Configure<KestrelServerOptions>(RequestLimits);
        services.AddLocalization();
        services.AddSingleton<Texts>();
        services.AddSingleton<ScriptKey>();
        services.AddSingleton<Rush>();
        services.AddSingleton<PublicPages>();
        services.AddSingleton<Cards>();
        services.AddSingleton<CampaignReading>();
        services.AddSingleton<SignPages>();
        services.AddSingleton<AuditedDoor>();
        services.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, AuditedHub>();
        services.AddSingleton<EntranceLog>();
        services.AddSingleton<Guard>();
        services.AddSingleton<Access.Passkeys.IPasskeyCeremony, Accounts.Passkeys.PasskeyCeremony>();
        services.AddSingleton<PlatformSignIn>();
        services.AddHostedService(provider => provider.GetRequiredService<PlatformSignIn>());
        services.AddSingleton<Coordinators.Networks.NetworkActions>();
        services.AddSingleton<Coordinators.Networks.NetworkImport>();
        services.AddSingleton<Coordinators.Networks.OfficeActions>();
        services.AddSingleton<LaunchStart>();
        services.AddSingleton<ApprovalReading>();
        services.AddSingleton<DeskReading>();
        services.AddSingleton<Coordinators.Letters.LetterReading>();
        services.AddSingleton<DeskDecisions>();
        services.AddSingleton<LetterDecisions>();
        services.AddSingleton<DraftAccess>();
        services.AddSingleton<DraftPages>();
        services.AddSingleton<DraftWriting>();
        services.AddSingleton<DraftDecisions>();
        services.AddSingleton<DraftLaunch>();
        services.AddSingleton<OperatorReading>();
        services.AddSingleton<ListReading>();
        services.AddSingleton<Operators.Deliveries.DeliveryReading>();
        services.AddSingleton<SystemReading>();
        services.AddSingleton<OrchestrationHistory>();
        services.AddSingleton<Operators.Backup.KeyDoor>();
        return builder;
    }

    /// <summary>What the server refuses before a door sees it: 431, 414, 413; and it does not say what it is.</summary>
    static void RequestLimits(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestLineSize = Limits.RequestLineBytes;
        server.Limits.MaxRequestHeadersTotalSize = Limits.HeaderBytes;
        server.Limits.MaxRequestHeaderCount = Limits.Headers;
        server.Limits.MaxRequestBodySize = Limits.VerifyBytes; // the most that any door takes
    }

    /// <summary>The setting AzureWebJobsStorage as a connection string, or as an address with the app's own identity.</summary>
    static TableServiceClient Storage(IConfiguration configuration, TableClientOptions options)
    {
        var storage = configuration.GetSection("AzureWebJobsStorage");
        if (storage.Value is { Length: > 0 } connection) return new TableServiceClient(connection, options);
        var address = storage["tableServiceUri"] ?? (storage["accountName"] is { } account ? $"https://{account}.table.core.windows.net" : null)
            ?? throw new InvalidOperationException("The setting AzureWebJobsStorage is missing: a connection string, or AzureWebJobsStorage__tableServiceUri.");
        return new TableServiceClient(new Uri(address), new DefaultAzureCredential(), options);
    }

    /// <summary>People wait for these answers: storage that does not answer, or hangs, is given up within 40 seconds.</summary>
    internal static TableClientOptions StorageOptions(IServiceProvider provider)
    {
        var options = new TableClientOptions();
        (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.NetworkTimeout) = (3, TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(8));
        options.AddPolicy(new StorageTelemetry(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<StorageAnswers>()), HttpPipelinePosition.PerRetry);
        return options;
    }
}
