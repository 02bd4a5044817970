using System.Net;
using Campaigns.Functions;
using Campaigns.Local.DurableTask;
using Campaigns.Local.Launcher;
using Campaigns.Local.Worker;
using Campaigns.Tests.House;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Worker;

/// <summary>The product's own functions, as its Program.cs puts them together, in the local host.</summary>
public sealed class ProductTests
{
    [Fact]
    public async Task The_app_starts_and_keeps_off_what_the_host_owns()
    {
        // Storage of its own: the app would look after every campaign that another test has left.
        await using var storage = await Azurite.StartAsync();
        var builder = LocalHost.CreateBuilder(typeof(CampaignsApp).Assembly, new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["CAMPAIGNS_HUB"] = AzuriteFixture.NewName("Product"),
            ["CAMPAIGNS_KEY"] = "key",
            ["Campaigns:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["SendGrid:ApiKey"] = "none",
            ["SendGrid:Host"] = "http://127.0.0.1:9",
        });
        builder.ConfigureCampaigns();
        builder.Logging.ClearProviders();
        using var host = builder.Build();
        await host.StartAsync();

        using var http = new HttpClient { BaseAddress = LocalHost.Address(host) };
        Assert.Equal(HttpStatusCode.OK, await Home(http));
        using var closed = await http.GetAsync("/runtime/webhooks/durabletask/instances");
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal("[]", await http.GetStringAsync("/runtime/webhooks/durabletask/instances?code=key"));
        Assert.Equal(0, host.Services.GetRequiredService<DurableTaskEngine>().UnfinishedInstances);

        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!.Trim('/')).ToList();
        Assert.Contains("campaigns/{id}", routes);
        Assert.All(routes, route => Assert.True(
            route.StartsWith("runtime/webhooks/durabletask/", StringComparison.Ordinal)
            || !(route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase) || route.StartsWith("admin", StringComparison.OrdinalIgnoreCase)), route));
        await host.StopAsync();
    }

    /// <summary>The app makes its tables while it already answers.</summary>
    static async Task<HttpStatusCode> Home(HttpClient http)
    {
        for (var tries = 0; ; tries++)
        {
            using var home = await http.GetAsync("/");
            if (home.StatusCode == HttpStatusCode.OK || tries == 100)
                return home.StatusCode;
            await Task.Delay(50);
        }
    }
}
