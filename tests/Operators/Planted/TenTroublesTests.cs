using System.Net;
using Azure.Core;
using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Functions;
using Campaigns.Local.DurableTask;
using Campaigns.Local.Worker;
using Campaigns.Storage;
using Campaigns.Telemetry;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;
using Campaigns.Tests.Scenarios;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Operators;

/// <summary>
/// Ten troubles are planted in a campaign's life, through the whole app in virtual time: where each shows, how soon, what mends it, and that nothing is
/// lost or doubled. The table in <c>docs/operations.md</c> says the same, and is what these hold themselves against.
/// </summary>
public sealed class TenTroublesTests(TroubleTable table) : IClassFixture<TroubleTable>
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public void The_handbook_has_ten() => Assert.Equal(10, TroubleTable.Rows.Count);

    [Fact]
    public async Task A_timer_that_never_fires()
    {
        var time = new DeafTime(Launches.Now);
        await using var it = await TroubledHouse.OpenAsync(table, "Stuck timer", app => app.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), fields: ("window", "PT30M"));
        it.Planted = Launches.Now.AddMinutes(30);
        time.Advance(it.Planted - it.Now - TimeSpan.FromSeconds(25));
        await it.StepAsync();
        time.IsDeaf = true;

        await it.RedAsync();

        Assert.Equal(1, time.Lost);
        await it.MendedAsync(Soon);
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task An_activity_that_fails()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Failed activity", isSigned: false,
            fields: [("opensAt", "2026-03-02T09:10Z"), ("invitations", "Sample Committee; NO; Kari Example; kari@example.org; en\nOther House; PL; Jan Example; jan@example.org; en")]);
        var whole = await SpoilAsync(it, Rows.Invitation(2));
        it.Planted = new(2026, 3, 2, 9, 10, 0, TimeSpan.Zero);
        it.House.Time.Advance(it.Planted - it.Now);

        await it.RedAsync();

        await it.Tables.Campaigns.UpsertEntityAsync(whole, TableUpdateMode.Replace);
        await it.PressAsync("retry");
        await it.MendedAsync(Soon);
        foreach (var invited in new[] { "kari@example.org", "jan@example.org" }) Assert.Single(it.House.Mail.With(invited, "/sign/"));
        await it.House.SignAsync(it.Id, "mira@example.org", "Sample Committee");
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task An_addressee_whose_letter_fails_every_time()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Poison addressee");
        it.House.Mail.BusyFor[TroubledHouse.Minister] = true;
        it.Owed = [TroubledHouse.Secretary];
        it.Planted = Launches.Now.AddHours(2); // the letters leave
        it.House.Time.Advance(it.Planted - it.Now);
        await Eventually.HoldsAsync("the other one has a letter", () => it.House.Mail.CountTo(TroubledHouse.Secretary) > 0);

        await it.RedAsync();

        Assert.Equal(1, it.House.Mail.CountTo(TroubledHouse.Secretary));
        await it.PressAsync("skip", ("addressee", "1"), ("round", "1"));
        await it.MendedAsync(TimeSpan.FromMinutes(8)); // its next try
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task A_decision_of_which_the_orchestration_never_hears()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Lost doorbell");
        var deaf = new DeafClient(it.House.Get<DurableTaskEngine>().Client);
        Assert.Null((await it.House.Get<CampaignDesk>().ActAsync(deaf, it.Id, new DeskCommand.CloseNow(), "coordinator", cancellation: TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(1, deaf.Rung);

        await it.RedAsync();

        await it.MendedAsync(Soon);
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task A_mail_service_that_is_down()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Mail service down");
        it.House.Mail.Answer = HttpStatusCode.ServiceUnavailable;
        var form = await DeskHouse.GetAsync(it.House.Browser, $"/campaigns/{it.Id}");
        Assert.Equal(303, (await DeskHouse.SendAsync(it.House.Browser, form, $"/campaigns/{it.Id}/signatures",
            ("kind", "organisation"), ("organisation", "Late House"), ("country", "PL"), ("name", "Jan Example"), ("email", "jan@example.org"), ("publication", "public"))).Status);
        it.House.Time.Advance(TimeSpan.FromMinutes(9));

        await it.RedAsync();

        it.House.Mail.Answer = HttpStatusCode.Accepted;
        await it.MendedAsync(TimeSpan.FromMinutes(12), waiting: TimeSpan.FromMinutes(5));
        var link = Assert.Single(it.House.Mail.With("jan@example.org", "/sign/")) is not null ? await it.House.Mail.LinkAsync("jan@example.org", "/sign/") : "";
        Assert.Equal(303, (await DeskHouse.SendAsync(it.House.Browser, await DeskHouse.GetAsync(it.House.Browser, link))).Status);
        await it.EndsWellAsync("Sample Committee", "Late House");
    }

    [Fact]
    public async Task Storage_that_is_slow()
    {
        var stopwatch = new SlowStopwatch();
        await using var it = await TroubledHouse.OpenAsync(table, "Slow storage", app => app.Services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var options = new TableClientOptions();
            options.AddPolicy(new StorageTelemetry(stopwatch, provider.GetRequiredService<StorageAnswers>()), HttpPipelinePosition.PerRetry);
            return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!, options);
        })));
        stopwatch.IsSlow = true;

        await it.RedAsync();

        stopwatch.IsSlow = false;
        await it.MendedAsync(TimeSpan.FromMinutes(8), waiting: TimeSpan.FromMinutes(4));
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task A_count_that_somebody_tampered_with()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Count tampered with");
        it.House.Time.Advance(TimeSpan.FromHours(2));
        await it.House.UntilStateAsync(it.Id, "dispatched");
        await it.StepAsync();
        it.Planted = it.Now;
        var rows = await it.Tables.Signatures.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {it.Id + "-"} and PartitionKey lt {it.Id + "."} and State eq {"Confirmed"}")).ToListAsync();
        var whole = Assert.Single(rows);
        await it.Tables.Signatures.DeleteEntityAsync(whole.PartitionKey, whole.RowKey);

        await it.RedAsync();

        await it.Tables.Signatures.AddEntityAsync(whole); // from the last good copy
        await it.MendedAsync(Soon);
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task An_orchestration_of_a_version_that_the_code_does_not_know()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Unknown version in flight");
        var old = await it.House.LaunchAsync(("title", "An older one"), ("window", "P30D"), ("reminders", ""), ("invitations", ""));
        await it.House.UntilStateAsync(old, "open");
        await BeginUnderAsync(it, old, "1.0");
        await BeginUnderAsync(it, it.Id, "0.9");
        it.House.Time.Advance(TimeSpan.FromMinutes(7));

        await it.RedAsync();

        var system = await DeskHouse.GetAsync(it.Operator, "/ops/system");
        Assert.Contains("older, and known", system.Text, StringComparison.Ordinal);
        Assert.Equal($"/ops/{it.Id}", system.Document.QuerySelector("li strong.alarm")!.Closest("li")!.QuerySelector("a")!.GetAttribute("href"));
        await it.PressAsync("reattach");
        await it.MendedAsync(Soon);
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task A_second_process_on_the_task_hub()
    {
        await using var it = await TroubledHouse.OpenAsync(table, "Second process");
        var settings = it.House.Get<IConfiguration>().AsEnumerable().Where(one => one.Key is "AzureWebJobsStorage" or "CAMPAIGNS_HUB" or "CAMPAIGNS_KEY" || one.Key.StartsWith("Campaigns:", StringComparison.Ordinal) || one.Key.StartsWith("SendGrid:", StringComparison.Ordinal));
        var app = LocalHost.CreateBuilder(typeof(CampaignsApp).Assembly, settings.Append(new("AzureWebJobsDisableHomepage", "true")), it.House.Time);
        app.ConfigureCampaigns();
        app.Logging.ClearProviders();
        var second = app.Build();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(second.StartCampaignsAsync);
        Assert.Contains("is in use by process", refused.Message, StringComparison.Ordinal);
        await ((IAsyncDisposable)second).DisposeAsync();

        await it.RedAsync();

        Assert.Equal(1, (await it.OpenAsync())!.Trouble.Count);
        await it.MendedAsync(TimeSpan.FromMinutes(17), waiting: TimeSpan.FromMinutes(13)); // nobody starts it again
        await it.EndsWellAsync();
    }

    [Fact]
    public async Task A_disk_that_fills_up()
    {
        var (storage, disk) = (new FullStorage(), new DiskSpace(50_000_000, 100_000_000));
        await using var it = await TroubledHouse.OpenAsync(table, "Full disk", app =>
        {
            app.Services.Replace(ServiceDescriptor.Singleton(new DataDisk(() => disk)));
            app.Services.Replace(ServiceDescriptor.Singleton(provider =>
            {
                var options = CampaignsApp.StorageOptions(provider);
                options.AddPolicy(storage, HttpPipelinePosition.PerRetry);
                return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!, options);
            }));
        });
        disk = disk with { Free = 3_000_000 };

        await it.RedAsync();

        (disk, storage.IsFull) = (disk with { Free = 0 }, true);
        for (var beat = 0; beat < 6; beat++) await it.StepAsync(areTimersWell: false);
        foreach (var page in new[] { "/health", "/ops/system", $"/campaigns/{it.Id}" }) Assert.Equal(503, (int)(await it.Operator.GetAsync(page)).StatusCode);
        (disk, storage.IsFull) = (disk with { Free = 60_000_000 }, false);
        await it.MendedAsync(TimeSpan.FromMinutes(12)); // and what failed meanwhile is an alarm of its own for five minutes
        await it.EndsWellAsync();
    }

    static async Task<TableEntity> SpoilAsync(TroubledHouse it, string row)
    {
        var whole = (await it.Tables.Campaigns.GetEntityAsync<TableEntity>(it.Id, row)).Value;
        await it.Tables.Campaigns.UpsertEntityAsync(new TableEntity(it.Id, row) { ["Sealed"] = new byte[40] }, TableUpdateMode.Merge);
        return whole;
    }

    /// <summary>As an installation that another version of the code has left.</summary>
    static async Task BeginUnderAsync(TroubledHouse it, string id, string version)
    {
        var client = it.House.Get<DurableTaskEngine>().Client;
        await client.TerminateInstanceAsync(id);
        await client.WaitForInstanceCompletionAsync(id);
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(CampaignOrchestrator), new CampaignInput(id), new StartOrchestrationOptions(id) { Version = new TaskVersion(version) });
    }
}
