using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Functions;
using Campaigns.Local.Launcher;
using Campaigns.Local.Worker;
using Campaigns.Storage;
using Campaigns.Tests.Life;
using Campaigns.Tests.Scenarios;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SendGrid;

[assembly: AssemblyFixture(typeof(Campaigns.Tests.Desk.DeskFixture))]

namespace Campaigns.Tests.Desk;

/// <summary>The desk's tests run one after the other: what a refusal must not store is counted in all tables.</summary>
[CollectionDefinition(Name)]
public sealed class DeskCollection
{
    public const string Name = "Desk";
}

/// <summary>Opens the house when the first test asks, for the whole run.</summary>
public sealed class DeskFixture : IAsyncDisposable
{
    readonly Lazy<Task<DeskHouse>> house = new(() => DeskHouse.OpenAsync());
    readonly Lazy<Task<DeskHouse>> quiet = new(() => DeskHouse.OpenAsync());

    public Task<DeskHouse> GetAsync() => house.Value;

    /// <summary>A house in which nothing is ever launched: whatever is stored there is too much.</summary>
    public Task<DeskHouse> GetQuietAsync() => quiet.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in new[] { house, quiet }.Where(one => one.IsValueCreated)) await (await opened.Value).DisposeAsync();
    }
}

/// <summary>The whole app over HTTP, on an Azurite and a hub of its own, with a clock that the test moves and a mail service that keeps everything.</summary>
public sealed class DeskHouse : IAsyncDisposable
{
    public const string Key = "the key of the tests";
    public const string Coordinator = "coordinator@example.org";
    public const string OtherCoordinator = "other.coordinator@example.org";
    public const string Operator = "operator@example.org";
    /// <summary>May look at the operators' room, and not act.</summary>
    public const string Watcher = "watcher@example.org";

    /// <summary>Partitions that follow the campaigns by themselves, and at their own time.</summary>
    static readonly string[] OfTheList = ["list-active", "list-ended", "due", "word", "tally"];

    readonly Dictionary<string, HttpClient> signedIn = [];
    readonly Azurite azurite;
    readonly IHost host;

    DeskHouse(Azurite azurite, IHost host, SentMail mail)
    {
        (this.azurite, this.host, Mail) = (azurite, host, mail);
        Browser = NewBrowser();
    }

    /// <summary>Somebody who is not signed in.</summary>
    public HttpClient Browser { get; }
    public SentMail Mail { get; }
    public FakeTimeProvider Time => (FakeTimeProvider)Get<TimeProvider>();
    public Uri Address => LocalHost.Address(host);
    public T Get<T>() where T : notnull => host.Services.GetRequiredService<T>();

    /// <param name="more">What a test adds to the app, last.</param>
    /// <param name="settings">More of them.</param>
    public static async Task<DeskHouse> OpenAsync(Action<FunctionsApplicationBuilder>? more = null, params (string Name, string Value)[] settings)
    {
        var azurite = await Azurite.StartAsync();
        var builder = LocalHost.CreateBuilder(typeof(CampaignsApp).Assembly, new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["CAMPAIGNS_HUB"] = "DeskTests",
            ["CAMPAIGNS_KEY"] = Key,
            ["Campaigns:BaseUrl"] = "https://campaigns.example.org",
            ["Campaigns:MasterKey"] = Convert.ToBase64String(new byte[32]),
            ["Campaigns:LeastFillingSeconds"] = "0", // the clock stands still between a page and its form
            ["Campaigns:Coordinators"] = $"{Coordinator}, {OtherCoordinator}",
            ["Campaigns:Operators"] = Operator,
            ["Campaigns:Watchers"] = Watcher,
            ["SendGrid:ApiKey"] = "none",
        }.Concat(settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))), new FakeTimeProvider(Launches.Now));
        builder.Logging.ClearProviders();
        builder.ConfigureCampaigns();
        var mail = new SentMail();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISendGridClient>(mail));
        more?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<CampaignTables>().CreateAsync();
        return new DeskHouse(azurite, host, mail);
    }

    public HttpClient NewBrowser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = LocalHost.Address(host) };

    /// <summary>As <see cref="SignInAsync"/>; the session of an earlier test is used again while it lasts.</summary>
    public async Task<HttpClient> SignedInAsync(string email)
    {
        if (signedIn.TryGetValue(email, out var browser) && (int)(await browser.GetAsync("/signin")).StatusCode == 303) return browser;
        return signedIn[email] = await SignInAsync(email);
    }

    /// <summary>Launches by script; gives the campaign's id.</summary>
    public async Task<string> LaunchAsync(params (string Field, string? Value)[] changes)
    {
        var form = Launches.Form(changes);
        form.TryAdd("timeZone", "UTC");
        var answer = await Answer.OfAsync(await ScriptAsync("/campaigns", new FormUrlEncodedContent(form)));
        Assert.Equal(303, answer.Status);
        return answer.Location!.Split('/')[^1];
    }

    /// <summary>A GET with the key of scripts, for JSON.</summary>
    public async Task<HttpResponseMessage> LookAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-functions-key", Key }, { "Accept", "application/json" } } };
        return await Browser.SendAsync(request);
    }

    /// <summary>Twenty seconds pass, and the watchdog looks.</summary>
    public async Task WatchAsync()
    {
        var before = await Get<AlarmBook>().LookedAtAsync();
        Time.Advance(TimeSpan.FromSeconds(20));
        await Eventually.HoldsAsync("the watchdog looks", async () => await Get<AlarmBook>().LookedAtAsync() != before);
    }

    /// <summary>Waits until the JSON there says so.</summary>
    public async Task UntilAsync(string path, Func<string, bool> said)
    {
        var body = "";
        for (var tries = 0; tries < 2_400; tries++)
        {
            body = await (await LookAsync(path)).Content.ReadAsStringAsync();
            if (said(body)) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"{path} said only: {body}");
    }

    /// <summary>A browser whose person went the whole way: form, mail, link, button.</summary>
    public async Task<HttpClient> SignInAsync(string email)
    {
        var browser = NewBrowser();
        var link = await AskForLinkAsync(browser, email);
        var entered = await SendAsync(browser, await GetAsync(browser, link));
        Assert.Equal(303, entered.Status);
        // The base address is https: a browser would not send the cookie back to the test's http. It is carried by hand.
        var cookie = entered.Header("Set-Cookie")!.Split(';')[0];
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        return browser;
    }

    /// <summary>The form to sign in, sent; gives the link that it brings, not one of an earlier mail.</summary>
    public Task<string> AskForLinkAsync(HttpClient browser, string email, string at = "/signin") => Mail.LinkAfterAsync(email, "/signin/", async () =>
    {
        var asked = await SendAsync(browser, await GetAsync(browser, at), ("email", email));
        Assert.Equal((303, "/signin/sent"), (asked.Status, asked.Location));
    });

    /// <summary>A POST with the key of scripts.</summary>
    public async Task<HttpResponseMessage> ScriptAsync(string path, HttpContent content, string? accept = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { { "x-functions-key", Key } } };
        if (accept is not null) request.Headers.Add("Accept", accept);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await Browser.SendAsync(request);
    }

    public static async Task<Answer> GetAsync(HttpClient browser, string path) => await Answer.OfAsync(await browser.GetAsync(path));

    /// <summary>Presses the button of the page's last form (or the one posted to <paramref name="action"/>); what it holds already goes with it.</summary>
    public static async Task<Answer> SendAsync(HttpClient browser, Answer page, params (string Field, string Value)[] typed) =>
        await SendAsync(browser, page, null, typed);

    public static async Task<Answer> SendAsync(HttpClient browser, Answer page, string? action, params (string Field, string Value)[] typed)
    {
        var form = page.Document.Forms.LastOrDefault(one => action is null || one.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"No form is posted to {action} on the page that answered {page.Status}:\n{page.Text}");
        var fields = new Dictionary<string, string>();
        foreach (var input in form.Elements)
            if (input is IHtmlInputElement { Name: { Length: > 0 } name } text && (text.Type is not ("radio" or "checkbox") || text.IsChecked)) fields[name] = text.Value;
            else if (input is IHtmlTextAreaElement { Name: { Length: > 0 } area } block) fields[area] = block.Value;
            else if (input is IHtmlSelectElement { Name: { Length: > 0 } list } select) fields[list] = select.Value ?? "";
        foreach (var (field, value) in typed) fields[field] = value;
        return await Answer.OfAsync(await browser.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields)));
    }

    /// <summary>How many rows tell of a campaign, and how many orchestrations there are.</summary>
    public async Task<int> StoredAsync()
    {
        var tables = Get<CampaignTables>();
        var all = 0;
        foreach (var table in new[] { tables.Campaigns, tables.Signatures, tables.Index, Get<TableServiceClient>().GetTableClient("DeskTestsInstances") })
            all += await table.QueryAsync<TableEntity>(select: ["PartitionKey"]).CountAsync(row => !OfTheList.Contains(row.PartitionKey) && !row.PartitionKey.StartsWith("deliveries", StringComparison.Ordinal));
        return all;
    }

    /// <summary>What is stored of a campaign that waits for its opening, with the versions of the rows.</summary>
    public async Task<string> StoredAsync(string id)
    {
        var rows = await Get<CampaignTables>().Campaigns.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}")).ToListAsync();
        return string.Join('\n', rows.Where(row => !row.RowKey.StartsWith("outbox|", StringComparison.Ordinal) && !row.RowKey.StartsWith("mail|", StringComparison.Ordinal))
            .Select(row => $"{row.RowKey} {row.ETag}"));
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        await azurite.DisposeAsync();
    }
}

/// <summary>An answer, read as a browser reads it.</summary>
public sealed record Answer(int Status, HttpResponseMessage Response, string Body, IHtmlDocument Document)
{
    public string? Location => Response.Headers.Location?.OriginalString;
    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>What stands in the field of this name.</summary>
    public string? Value(string field) => Document.QuerySelector($"[name='{field}']") switch
    {
        IHtmlInputElement { Type: "radio" } => Document.QuerySelectorAll($"[name='{field}']").OfType<IHtmlInputElement>().FirstOrDefault(one => one.IsChecked)?.Value,
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, response, body, new HtmlParser().ParseDocument(body));
    }
}
