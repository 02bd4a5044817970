using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables;
using Campaigns.Bench.Frame;
using Campaigns.Functions;
using Campaigns.Local.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Bench.Book;

/// <summary>
/// The whole app, served over HTTP as it is in production, with a mail service that keeps nothing and a count of what it asks
/// of storage.
/// </summary>
sealed class BookApp : IAsyncDisposable
{
    const string Key = "the key of the measurement";

    readonly IHost host;

    BookApp(IHost host, MailSink mail, StorageCount storage)
    {
        (this.host, Mail, Storage) = (host, mail, storage);
        Http = Client();
    }

    public MailSink Mail { get; }
    public StorageCount Storage { get; }
    public HttpClient Http { get; }
    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Another browser: as many connections as it likes, no cookies, no redirects followed.</summary>
    public HttpClient Client(int connections = int.MaxValue) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = connections,
    })
    { BaseAddress = LocalHost.Address(host) };

    public static async Task<BookApp> StartAsync(Workbench bench)
    {
        var (connection, mail, count) = (await bench.StorageAsync(), await MailSink.OpenAsync(), new StorageCount());
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["CAMPAIGNS_KEY"] = Key,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "",
            ["AzureFunctionsJobHost:extensions:durableTask:hubName"] = bench.NewName("book"),
            ["Campaigns:BaseUrl"] = "https://campaigns.example.org",
            ["Campaigns:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["SendGrid:Host"] = mail.Address,
            ["SendGrid:ApiKey"] = "SG.bench",
        };
        var builder = LocalHost.CreateBuilder(typeof(CampaignsApp).Assembly, settings);
        builder.Logging.ClearProviders();
        var options = new TableClientOptions();
        options.AddPolicy(count, HttpPipelinePosition.PerRetry);
        builder.Services.AddSingleton(new TableServiceClient(connection, options));
        builder.ConfigureCampaigns();
        var host = builder.Build();
        await host.StartAsync();
        return new(host, mail, count);
    }

    /// <summary>Launches a campaign that everybody may sign, through the script's door, and waits until it is open.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> OpenCampaignAsync()
    {
        using var launch = new HttpRequestMessage(HttpMethod.Post, "/campaigns")
        {
            Content = JsonContent.Create(new
            {
                title = "Let Mira Travel",
                language = "en",
                statement = string.Join("\n\n", Enumerable.Repeat("We ask the authorities to let our colleague travel, work and come home.", 12)),
                window = "P30D",
                timeZone = "Europe/Oslo",
                signatories = "both",
                addressees = "The Minister; Ministry of Foreign Affairs; NO; minister@example.org; en; Dear Minister",
                coordinator = "coordinator@example.org",
            }),
        };
        launch.Headers.Add("x-functions-key", Key);
        using var answer = await Http.SendAsync(launch);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The launch was answered {(int)answer.StatusCode}: {text}");
        using var launched = JsonDocument.Parse(text);
        var id = launched.RootElement.GetProperty("id").GetString()!;
        var patience = DateTime.UtcNow.AddMinutes(2);
        while ((await Get<CampaignStore>().FindAsync(id))?.Phase != Phase.Open)
        {
            if (DateTime.UtcNow > patience) throw new InvalidOperationException("The campaign did not open.");
            await Task.Delay(20);
        }

        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
