using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Drafting;

static class DraftServices
{
    public static IServiceCollection AddDrafting(this IServiceCollection services)
    {
        services.AddSingleton<DraftStore>();
        services.AddSingleton<DraftMails>();
        services.AddSingleton<DraftWriter>();
        services.AddSingleton<LaunchPlans>();
        services.AddSingleton<DraftLauncher>();
        services.AddSingleton<DraftSweep>();
        services.AddSingleton<DraftDesk>();
        services.AddSingleton<ReviewRoom>();
        services.AddSingleton<TakeDraftStep>();
        return services;
    }
}
