using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Campaigns.Storage;
using Campaigns.Telemetry;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Tests.Telemetry;

/// <summary>What the app tells of itself: one trace for a signature, one for a round of letters, numbers for a scraper, and nothing of a person.</summary>
public sealed class TelemetryTests : IAsyncDisposable
{
    const string Token = "the token of the scraper";
    const string Mark = "Telemark";

    readonly ConcurrentBag<Activity> spans = [];
    readonly ActivityListener listener;

    public TelemetryTests()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == Traces.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ASignatureIsOneTraceARoundOfLettersAnotherAndNeitherNamesAPerson()
    {
        await using var house = await OpenAsync(Token);
        var id = await house.LaunchAsync(("window", "PT2H"), ("approval", "automatic"), ("minimumSignatures", ""), ("minimumCountries", ""),
            ("addressees", "The Minister; Ministry; NO; minister@example.org; en; Dear Minister\nThe President; Office; PL; president@example.org; en; Dear President"));
        var run = new KnownCampaign(house, "T", id);
        await run.UntilAsync("open");
        await run.JoinAsync("organisation", $"{Mark} Committee", $"{Mark}@example.org");
        await run.PassAsync(TimeSpan.FromHours(2.1));
        await run.UntilAsync("dispatched");

        var row = (await RowsAsync(house, id)).Single();
        var signature = spans.Where(span => span.TraceId == Traces.TraceIdOf($"signature|{id}|{row}")).ToList();
        Assert.Superset(new HashSet<string> { "signature.ask", "signature.mail", "signature.confirm" }, Names(signature));
        var commit = spans.Single(span => span.OperationName == "book.commit" && span.Links.Any(link => link.Context.SpanId == signature.Single(one => one.OperationName == "signature.confirm").SpanId));
        Assert.Contains(spans, span => span.ParentSpanId == commit.SpanId && span.OperationName == "storage POST $batch");

        var round = spans.Where(span => span.TraceId == Traces.TraceIdOf($"round|{id}|1")).ToList();
        Assert.Equal(2, round.Count(span => span.OperationName == "letter.send"));
        Assert.Equal(2, round.Count(span => span.OperationName == "mail.send"));
        Assert.Contains(round, span => span.OperationName == "storage POST Campaigns");
        Assert.Contains(spans, span => span.OperationName.StartsWith("door ", StringComparison.Ordinal) && span.Kind == ActivityKind.Server);

        var told = string.Join('\n', spans.Select(span => $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Select(tag => tag.Value))}"));
        foreach (var personal in new[] { Mark, "@", "/sign/", "Ana Example" }) Assert.DoesNotContain(personal, told, StringComparison.OrdinalIgnoreCase);

        var numbers = await ScrapeAsync(house, Token);
        foreach (var name in new[] { "campaigns_signatures", "campaigns_mails", "campaigns_letters", "campaigns_step_lateness", "campaigns_function_duration", "campaigns_storage_duration", "campaigns_orchestrator_runs", "campaigns_alarms" })
            Assert.True(numbers.Contains($"# TYPE {name}", StringComparison.Ordinal), $"{name} is not in:\n{numbers}");
        Assert.DoesNotContain(id, numbers, StringComparison.Ordinal);
        Assert.DoesNotContain("@", numbers, StringComparison.Ordinal);
    }

    [Theory, InlineData("", "", HttpStatusCode.NotFound), InlineData(Token, "", HttpStatusCode.Unauthorized), InlineData(Token, "another", HttpStatusCode.Unauthorized), InlineData("", "another", HttpStatusCode.NotFound)]
    public async Task NumbersAreForWhoKnowsTheToken(string set, string sent, HttpStatusCode status)
    {
        await using var house = await OpenAsync(set);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (sent.Length > 0) request.Headers.Authorization = new("Bearer", sent);

        Assert.Equal(status, (await house.Browser.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/devstoreaccount1/Signatures(PartitionKey='a',RowKey='b|c')", "Signatures")]
    [InlineData("/devstoreaccount1/Campaigns()", "Campaigns")]
    [InlineData("/Campaigns", "Campaigns")]
    [InlineData("/devstoreaccount1/$batch", "$batch")]
    [InlineData("/Access(PartitionKey='x/y',RowKey='z')", "Access")]
    public void OfAnAddressOnlyTheTableIsTold(string path, string table) => Assert.Equal(table, StorageTelemetry.TableOf(path));

    /// <summary>Every number on the dashboard is one that the app tells.</summary>
    [Fact]
    public void TheDashboardShowsWhatThereIs()
    {
        using var dashboard = JsonDocument.Parse(House.Sources.Read("infra/dashboards/campaigns.json"));
        var queries = dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!);
        var shown = queries.SelectMany(query => System.Text.RegularExpressions.Regex.Matches(query, "campaigns_[a-z_]+").Select(found => found.Value)).Select(Plain).Distinct();
        var told = new HashSet<string>();
        using var meters = new System.Diagnostics.Metrics.MeterListener { InstrumentPublished = (instrument, _) => told.Add($"campaigns_{instrument.Name.Replace('.', '_')}") };
        Meters.Watched([]);
        meters.Start();

        Assert.NotEmpty(shown);
        Assert.Empty(shown.Except(told));

        static string Plain(string name) => name.Replace("_bucket", "", StringComparison.Ordinal).Replace("_count", "", StringComparison.Ordinal).Replace("_sum", "", StringComparison.Ordinal);
    }

    static Task<DeskHouse> OpenAsync(string token) => DeskHouse.OpenAsync(builder => builder.Services.PostConfigure<CampaignsOptions>(options => options.MetricsToken = token));

    static async Task<string> ScrapeAsync(DeskHouse house, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Authorization = new("Bearer", token) } };
        return await (await house.Browser.SendAsync(request)).Content.ReadAsStringAsync();
    }

    static HashSet<string> Names(IEnumerable<Activity> some) => [.. some.Select(span => span.OperationName)];

    static async Task<IReadOnlyList<string>> RowsAsync(DeskHouse house, string id)
    {
        var rows = await house.Get<CampaignTables>().Signatures.QueryAsync<Azure.Data.Tables.TableEntity>().ToListAsync();
        return [.. rows.Where(row => row.PartitionKey.StartsWith(id, StringComparison.Ordinal) && row.RowKey.StartsWith("signature|", StringComparison.Ordinal)).Select(row => row.RowKey["signature|".Length..])];
    }
}
