using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Azure.Core;
using Azure.Data.Tables;
using Campaigns.Functions;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Signatories;
using Campaigns.Local.Worker;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Campaigns.Tests.Life;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Doors;

/// <summary>The signatories' doors, served over HTTP on Azurite, with a clock that the test moves. Steps of a campaign are run by hand.</summary>
public sealed class DoorsHouse : IAsyncDisposable
{
    public const string Key = "the key of the tests";

    static readonly Type[] Doors =
    [
        typeof(AssetDoor), typeof(HomeDoor), typeof(CampaignDoor), typeof(SignatoriesDoor), typeof(SignaturesDoor), typeof(SignDoor), typeof(CodeDoor),
        typeof(CheckMailDoor), typeof(PublicationDoor), typeof(TakeBackDoor), typeof(ReceiptDoor), typeof(VerifyDoor), typeof(AboutDoor), typeof(OwnDataDoor),
        typeof(CertificateDoor), typeof(EmbedDoor), typeof(PosterDoor), typeof(CardDoor), typeof(DeadlineDoor), typeof(SignOnDoor), typeof(SafeDoor), typeof(UpdatesDoor), typeof(UpdatesChoiceDoor),
    ];

    readonly IHost host;

    DoorsHouse(IHost host)
    {
        this.host = host;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = LocalHost.Address(host) };
    }

    public HttpClient Http { get; }
    public FakeTimeProvider Time => (FakeTimeProvider)Get<TimeProvider>();
    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <param name="once">One attempt at each call: a test that takes the storage away does not want to wait for the others.</param>
    public static async Task<DoorsHouse> OpenAsync(string connection, bool once = true, TableClientOptions? storage = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["CAMPAIGNS_KEY"] = Key,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "",
            ["Campaigns:BaseUrl"] = "https://campaigns.example.org",
            ["Campaigns:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["Campaigns:LeastFillingSeconds"] = "0", // the clock stands still between a page and its form
        };
        var builder = LocalHost.CreateBuilder(Doors, settings, new FakeTimeProvider(Launches.Now));
        builder.Logging.ClearProviders();
        storage ??= new TableClientOptions();
        if (once) (storage.Retry.MaxRetries, storage.Retry.NetworkTimeout) = (0, TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(new TableServiceClient(connection, storage));
        builder.ConfigureCampaigns();
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(OutboxPump)));
        var host = builder.Build();
        await host.StartAsync();
        return new DoorsHouse(host);
    }

    public static async Task<DoorsHouse> OpenAsync(AzuriteFixture azurite)
    {
        var house = await OpenAsync((await azurite.GetAsync()).ConnectionString, once: false);
        await house.Get<CampaignTables>().CreateAsync();
        return house;
    }

    /// <summary>A campaign that waits for its opening.</summary>
    public async Task<Campaign> LaunchAsync(params (string Field, string? Value)[] changes)
    {
        var draft = LaunchReader.Read(LaunchInput.FromForm(Launches.Form(changes)), Time.GetUtcNow());
        Assert.True(draft.IsValid, string.Join(", ", draft.Errors));
        var writer = new LaunchWriter(
            Get<CampaignTables>(), Get<CampaignStore>(), Get<KeyRing>(), Get<Outbox>(), Get<CampaignsOptions>(), Time);
        return await writer.WriteAsync(draft.Value, Base32.Random(16), "script", default);
    }

    public async Task<Campaign> OpenCampaignAsync(params (string Field, string? Value)[] changes)
    {
        var campaign = await LaunchAsync([("signatories", "both"), .. changes]);
        await StepAsync<OpenCampaign>(campaign);
        await StepAsync<Invitations.SendInvitations>(campaign);
        return await NowAsync(campaign);
    }

    public async Task StepAsync<T>(Campaign campaign, int number = 0) where T : TaskActivity<StepInput, bool> =>
        await Get<T>().RunAsync(null!, new StepInput(campaign.Id, number));

    public async Task<Campaign> NowAsync(Campaign campaign) => (await Get<CampaignStore>().FindAsync(campaign.Id))!;

    /// <summary>The path of the link that the mail to this address carries.</summary>
    public async Task<string> LinkAsync(Campaign campaign, string email)
    {
        var key = await Get<KeyRing>().GetAsync(campaign.Id);
        Assert.True(Checks.EmailAddress.TryParse(email, out var address));
        return "/sign/" + SignTokens.ForSignature(key, campaign.Id, key.Hash("address", address.Key));
    }

    public async Task<string> InvitationAsync(Campaign campaign, int number)
    {
        var invitations = await Get<CampaignStore>().InvitationsAsync(campaign);
        return await Get<SignatureBook>().InvitationPathAsync(campaign, invitations[number - 1]);
    }

    public async Task<Page> GetAsync(string path) => await Page.OfAsync(await Http.GetAsync(path));

    /// <summary>Presses the button of the page's form, after typing <paramref name="typed"/>; what the form holds already goes with it.</summary>
    public async Task<Page> SendAsync(Page page, params (string Field, string Value)[] typed)
    {
        Assert.True(page.Document.Forms.Length == 1, $"{page.Status} {page.Title}: {page.Document.Forms.Length} forms");
        var form = page.Document.Forms[0];
        var fields = form.QuerySelectorAll("input, select").OfType<IHtmlInputElement>().Where(input => input.Type is not ("radio" or "checkbox") || input.IsChecked)
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (field, value) in typed) fields[field] = value;
        return await Page.OfAsync(await Http.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields)));
    }

    /// <summary>What a person types who signs for an organisation.</summary>
    public static (string, string)[] Organisation(int number, string country = "NO", string publication = "public") =>
    [
        ("kind", "organisation"), ("organisation", $"Committee {number}"), ("country", country), ("name", $"Speaker {number}"), ("role", "chair"),
        ("email", $"speaker{number}@example.org"), ("publication", publication),
    ];

    /// <summary>The whole way: form, link, button.</summary>
    public async Task SignAsync(Campaign campaign, int number, string country = "NO", string publication = "public")
    {
        var asked = await SendAsync(await GetAsync($"/campaigns/{campaign.Id}"), Organisation(number, country, publication));
        Assert.Equal(303, asked.Status);
        var signed = await SendAsync(await GetAsync(await LinkAsync(campaign, $"speaker{number}@example.org")));
        Assert.Equal(303, signed.Status);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}

/// <summary>An answer, read as a browser reads it.</summary>
public sealed record Page(int Status, HttpResponseMessage Response, IHtmlDocument Document)
{
    public string Title => Document.Title!;
    public string Heading => Document.QuerySelector("h1")!.TextContent;
    public string Text => string.Join(' ', Document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    public string? Location => Response.Headers.Location?.OriginalString;
    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public static async Task<Page> OfAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response, new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()));
}
