namespace Campaigns.Local.Launcher;

/// <summary>The environment variables of the two programs; in Azure, the same names are the function app's settings.</summary>
static class AppSettings
{
    public static IReadOnlyDictionary<string, string> ForApp(
        RunSettings settings, string key, string masterKey, string storage, string mailKey, string webhookKey)
    {
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = settings.AppUrl,
            ["AzureWebJobsStorage"] = storage,
            ["AzureWebJobsDisableHomepage"] = "true", // "/" is ours
            ["CAMPAIGNS_HUB"] = settings.Hub,
            ["CAMPAIGNS_KEY"] = key,
            ["CAMPAIGNS_DATA"] = settings.DataFolder,
            ["Campaigns__BaseUrl"] = settings.AppUrl,
            ["Campaigns__Coordinators"] = settings.Coordinators,
            ["Campaigns__Operators"] = settings.Operators,
            ["Campaigns__MasterKey"] = masterKey,
            ["Campaigns__LeastFillingSeconds"] = settings.LeastFillingSeconds,
            ["Campaigns__InboundDomain"] = "replies.example.org",
            ["Campaigns__InboundSecret"] = InboundSecret(settings),
            ["Campaigns__WebhooksInside"] = "true", // a laptop tries them out on itself
            ["SendGrid__Host"] = settings.MailUrl,
            ["SendGrid__ApiKey"] = mailKey,
            ["SendGrid__WebhookPublicKey"] = webhookKey.Trim(),
            // The log file is read by people: one line an event, with its time.
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
            ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true",
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ",
        };
        foreach (var (name, value) in settings.AppEnvironment) variables[name] = value;
        return variables;
    }

    public static IReadOnlyDictionary<string, string> ForMailRoom(RunSettings settings) => new Dictionary<string, string>
    {
        ["CAMPAIGNS_MAIL_PORT"] = $"{settings.MailPort}",
        ["CAMPAIGNS_DATA"] = settings.DataFolder,
        ["MAILROOM_WEBHOOK_URL"] = $"{settings.AppUrl}/webhooks/sendgrid",
        ["MAILROOM_INBOUND_URL"] = $"{settings.AppUrl}/webhooks/inbound/{InboundSecret(settings)}",
    };

    /// <summary>Both programs have to know it, and on one machine it guards nothing.</summary>
    static string InboundSecret(RunSettings settings) => $"local-{settings.Hub}";
}
