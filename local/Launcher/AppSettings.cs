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
            ["CAMPAIGNS_HUB"] = settings.Hub,
            ["CAMPAIGNS_KEY"] = key,
            ["CAMPAIGNS_DATA"] = settings.DataFolder,
            ["Campaigns__BaseUrl"] = settings.AppUrl,
            ["Campaigns__Coordinators"] = settings.Coordinators,
            ["Campaigns__Operators"] = settings.Operators,
            ["Campaigns__MasterKey"] = masterKey,
            ["SendGrid__Host"] = settings.MailUrl,
            ["SendGrid__ApiKey"] = mailKey,
            ["SendGrid__WebhookPublicKey"] = webhookKey.Trim(),
        };
        foreach (var (name, value) in settings.AppEnvironment) variables[name] = value;
        return variables;
    }

    public static IReadOnlyDictionary<string, string> ForMailRoom(RunSettings settings) => new Dictionary<string, string>
    {
        ["CAMPAIGNS_MAIL_PORT"] = $"{settings.MailPort}",
        ["CAMPAIGNS_DATA"] = settings.DataFolder,
        ["MAILROOM_WEBHOOK_URL"] = $"{settings.AppUrl}/webhooks/sendgrid",
    };
}
