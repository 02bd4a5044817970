using Campaigns.Local.Worker.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Campaigns.Tests.Worker;

/// <summary>What a host reads from host.json, local.settings.json and the environment.</summary>
public sealed class SettingsTests : IDisposable
{
    static readonly string Variable = "Worker_Tests_" + Guid.NewGuid().ToString("N");
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("worker");

    public static class One
    {
        [Function("One")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        folder.Delete(true);
    }

    FunctionsApplicationBuilder Builder(string host, string local)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "host.json"), host);
        File.WriteAllText(Path.Combine(folder.FullName, "local.settings.json"), local);
        return new FunctionsApplicationBuilder(new FunctionApp { Types = [typeof(One)], Root = folder.FullName });
    }

    [Fact]
    public void Host_json_gives_prefix_hub_and_version_and_may_name_settings()
    {
        var builder = Builder(
            """
            {
              "version": "2.0", // comments are allowed
              "extensions": {
                "http": { "routePrefix": "v2/" },
                "durableTask": { "hubName": "%Hub__Name%Local", "defaultVersion": "1.5" }
              }
            }
            """,
            """{ "Values": { "Hub__Name": "Campaigns", "AzureWebJobsStorage": "UseDevelopmentStorage=true" } }""");
        var settings = HostSettings.Read(builder.Configuration, folder.FullName);
        Assert.Equal("v2", settings.RoutePrefix);
        Assert.Equal("CampaignsLocal", settings.HubName);
        Assert.Equal("1.5", settings.DefaultVersion);
        Assert.Equal("UseDevelopmentStorage=true", settings.Storage);
        Assert.False(settings.Key.IsSet);
    }

    [Fact]
    public void Without_host_json_the_prefix_is_api_and_a_setting_stands_over_it()
    {
        var builder = Builder("{}", """{ "Values": { "CAMPAIGNS_KEY": "k", "AzureWebJobsDisableHomepage": true } }""");
        var settings = HostSettings.Read(builder.Configuration, folder.FullName);
        Assert.Equal("api", settings.RoutePrefix);
        Assert.True(settings.HomePageDisabled);
        Assert.True(settings.Key.IsSet);
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        Assert.Equal("", HostSettings.Read(builder.Configuration, folder.FullName).RoutePrefix);
    }

    [Fact]
    public void The_environment_stands_over_local_settings()
    {
        Environment.SetEnvironmentVariable(Variable, "environment");
        var builder = Builder("{}", $$"""{ "Values": { "{{Variable}}": "file", "Only__File": "file" } }""");
        Assert.Equal("environment", builder.Configuration[Variable]);
        Assert.Equal("file", builder.Configuration["Only:File"]);
    }

    [Fact]
    public void Encrypted_local_settings_are_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Builder("{}", """{ "IsEncrypted": true, "Values": {} }"""));
        Assert.Contains("encrypted", refusal.Message, StringComparison.Ordinal);
    }
}
