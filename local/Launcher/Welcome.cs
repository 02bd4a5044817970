namespace Campaigns.Local.Launcher;

/// <summary>What the person at the terminal needs to know once everything answers.</summary>
static class Welcome
{
    public static string Text(LocalRuntime runtime)
    {
        var settings = runtime.Settings;
        return $"""

            Campaigns is running.

              open campaigns    {settings.AppUrl}/
              coordinator       {settings.AppUrl}/signin   sign in as {settings.Coordinators}
              operator          {settings.AppUrl}/signin   sign in as {settings.Operators}
              inbox             {settings.MailUrl}/   every mail arrives here, sign-in links too
              key for scripts   {runtime.Key}   (header x-functions-key)

              task hub {settings.Hub}, storage {runtime.Azurite.TableUrl}
              all of this for scripts: {runtime.RunFile}; logs: {runtime.LogFolder}

            Ctrl-C stops it.

            """;
    }
}
