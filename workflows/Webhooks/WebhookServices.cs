using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Webhooks;

static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookStore>();
        services.AddSingleton(provider => WebhookSender.ToTheWorld(provider.GetRequiredService<CampaignsOptions>().WebhooksInside, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WebhookRounds>();
        return services;
    }
}
