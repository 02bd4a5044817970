using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Updates;

static class UpdateServices
{
    public static void AddUpdates(IServiceCollection services)
    {
        services.AddSingleton<UpdateStore>();
        services.AddSingleton<UpdateDesk>();
        services.AddSingleton<UpdateLastWord>();
        services.AddSingleton<UpdateReport>();
        services.AddSingleton<UpdateMails>();
        services.AddSingleton<SendUpdate>();
        services.AddSingleton<FinishUpdate>();
    }
}
