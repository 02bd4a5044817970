using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
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
    internal const string Key = "the key of the measurement";

    readonly IHost host;

    BookApp(IHost host, MailSink mail, StorageCount storage, MemoryGauge memory)
    {
        (this.host, Mail, Storage, Memory) = (host, mail, storage, memory);
        Http = Client();
    }

    public MailSink Mail { get; }
    public StorageCount Storage { get; }
    public MemoryGauge Memory { get; }
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

    /// <param name="mailService">Address of another mail service than the one that keeps nothing.</param>
    /// <param name="storage">What stands between the app and storage.</param>
    /// <param name="time">Another clock than the real one.</param>
    public static async Task<BookApp> StartAsync(Workbench bench, string? mailService = null, HttpMessageHandler? storage = null, TimeProvider? time = null)
    {
        var (connection, mail, count, memory) = (await bench.StorageAsync(), await MailSink.OpenAsync(), new StorageCount(), new MemoryGauge());
        var hub = bench.NewName("book");
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["CAMPAIGNS_KEY"] = Key,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "",
            ["AzureFunctionsJobHost:extensions:durableTask:hubName"] = hub,
            ["CAMPAIGNS_HUB"] = hub, // where histories are read
            ["Campaigns:BaseUrl"] = "https://campaigns.example.org",
            ["Campaigns:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["SendGrid:Host"] = mailService ?? mail.Address,
            ["SendGrid:ApiKey"] = "SG.bench",
        };
        var builder = LocalHost.CreateBuilder(typeof(CampaignsApp).Assembly, settings, time);
        builder.Logging.ClearProviders();
        var options = new TableClientOptions();
        if (storage is not null) options.Transport = new HttpClientTransport(storage);
        options.AddPolicy(count, HttpPipelinePosition.PerRetry);
        options.AddPolicy(memory, HttpPipelinePosition.PerCall);
        builder.Services.AddSingleton(new TableServiceClient(connection, options));
        builder.ConfigureCampaigns();
        var host = builder.Build();
        await host.StartAsync();
        return new(host, mail, count, memory);
    }

    /// <summary>Launches a campaign that everybody may sign, through the script's door, and waits until it is open.</summary>
    /// <param name="approval">As the launch field says.</param>
    /// <param name="more">Further launch fields.</param>
    /// <returns>Its id.</returns>
    public async Task<string> OpenCampaignAsync(int addressees = 1, string approval = "automatic", params IEnumerable<(string Field, string Value)> more)
    {
        using var launch = new HttpRequestMessage(HttpMethod.Post, "/campaigns")
        {
            Content = JsonContent.Create(new Dictionary<string, object>(more.Select(one => KeyValuePair.Create(one.Field, (object)one.Value)))
            {
                ["title"] = "Let Mira Travel",
                ["language"] = "en",
                ["statement"] = string.Join("\n\n", Enumerable.Repeat("We ask the authorities to let our colleague travel, work and come home.", 12)),
                ["window"] = "P30D",
                ["timeZone"] = "Europe/Oslo",
                ["signatories"] = "both",
                ["approval"] = approval,
                ["addressees"] = Enumerable.Range(1, addressees).Select(n => $"The Minister {n}; Ministry of Foreign Affairs; NO; minister{n}@example.org; en; Dear Minister"),
                ["coordinator"] = "coordinator@example.org",
            }),
        };
        launch.Headers.Add("x-functions-key", Key);
        using var answer = await Http.SendAsync(launch);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The launch was answered {(int)answer.StatusCode}: {text}");
        using var launched = JsonDocument.Parse(text);
        var id = launched.RootElement.GetProperty("id").GetString()!;
        await UntilAsync(id, Phase.Open);
        return id;
    }

    /// <summary>An action at the campaign's desk, through the script's door.</summary>
    public async Task DecideAsync(string id, string action, Phase then)
    {
        using var order = new HttpRequestMessage(HttpMethod.Post, $"/desk/{id}/{action}") { Content = JsonContent.Create(new { }) };
        order.Headers.Add("x-functions-key", Key);
        using var answer = await Http.SendAsync(order);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"'{action}' was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        await UntilAsync(id, then);
    }

    async Task UntilAsync(string id, Phase phase)
    {
        var clock = Stopwatch.StartNew();
        while ((await Get<CampaignStore>().FindAsync(id))?.Phase != phase)
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(5)) throw new InvalidOperationException($"The campaign did not become '{phase}'.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
