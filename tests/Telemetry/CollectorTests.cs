using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Campaigns.Functions.Telemetry;
using Campaigns.Storage;
using Campaigns.Telemetry;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Life;
using Campaigns.Tests.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Campaigns.Tests.Telemetry;

/// <summary>What arrives at a collector when the app is told of one by OpenTelemetry's own settings: read from the bytes, as they came.</summary>
public sealed partial class CollectorTests
{
    const string Mark = "Telemark", Invited = "mira.telemark@example.org", Signer = "telemark@example.org";
    static readonly DateTimeOffset Opens = Launches.Now.AddMinutes(10);

    [Fact]
    public async Task A_collector_hears_one_trace_of_a_signature_another_of_a_dispatch_numbers_and_lines_and_nothing_of_a_person()
    {
        await using var collector = await Collector.StartAsync();
        await using var house = await DeskHouse.OpenAsync(Talk, collector.Settings);
        var id = await house.LaunchAsync(("opensAt", "2026-03-02T09:10Z"), ("window", "PT2H"), ("approval", "automatic"), ("minimumSignatures", ""), ("minimumCountries", ""), ("reminders", ""),
            ("invitations", $"{Mark} House; NO; Mira {Mark}; {Invited}; en"),
            ("addressees", "The Minister; Ministry; NO; minister@example.org; en; Dear Minister\nThe President; Office; PL; president@example.org; en; Dear President"));
        await InviteAtTheSecondTryAsync(house, id);
        var run = new KnownCampaign(house, "T", id);
        await run.JoinAsync("organisation", $"{Mark} Committee", Signer);
        await run.PassAsync(TimeSpan.FromHours(2.1));
        await run.UntilAsync("dispatched");
        Flush(house);

        Nobody(collector, await WordsAsync(house));
        Assert.Empty(collector.Refused);
        Assert.All(collector.Senders, sender => Assert.Superset(new HashSet<(string, string)> { ("service.name", "our-campaigns"), ("deployment.environment.name", "trial") }, sender.Attributes.ToHashSet()));
        Assert.Equal(["logs", "metrics", "traces"], collector.Senders.Select(sender => sender.Signal).Distinct().Order());
        await TracesAsync(house, id, collector.Spans);
        Numbers(collector);
        Lines(collector, id);

        await collector.DisposeAsync(); // and nobody who signs waits for a collector that is gone
        Assert.Equal(200, (int)(await house.Browser.GetAsync($"/campaigns/{id}")).StatusCode);
    }

    [Fact]
    public void An_address_that_is_none_is_refused_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318")]).Build();

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddTelemetry(settings)).Message, StringComparison.Ordinal);
    }

    /// <summary>One trace for each, and the spans that are not in it point to it.</summary>
    static async Task TracesAsync(DeskHouse house, string id, IReadOnlyList<ArrivedSpan> spans)
    {
        var row = (await house.Get<CampaignTables>().Signatures.QueryAsync<TableEntity>().ToListAsync()).Single(one => one.RowKey.StartsWith("signature|", StringComparison.Ordinal)).RowKey["signature|".Length..];
        var signature = spans.Where(span => span.Trace == Traces.TraceIdOf($"signature|{id}|{row}").ToHexString()).ToList();
        foreach (var name in new[] { "signature.ask", "signature.confirm" })
        {
            var act = signature.Single(span => span.Name == name);
            Assert.Equal("", act.Parent.Trim('0'));
            Assert.Contains(spans, span => act.Links.Contains((span.Trace, span.Id)) && span.Name.StartsWith("door ", StringComparison.Ordinal));
            var stored = signature.Single(span => span.Parent == act.Id && span.Name == "signature.store");
            AssertPointsTo(stored, "book.commit", "storage POST $batch");
        }
        AssertPointsTo(signature.Single(span => span.Name == "signature.mail"), "mail.batch", "mail.send");

        var round = spans.Where(span => span.Trace == Traces.TraceIdOf($"round|{id}|1").ToHexString()).ToList();
        foreach (var letter in round.Where(span => span.Name == "letter.send").ToList())
        {
            Assert.Contains(("campaigns.campaign", id), letter.Attributes);
            Assert.Contains(round, span => span.Parent == letter.Id && span.Name == "mail.send");
            Assert.Contains(round, span => span.Parent == letter.Id && span.Name == "storage POST Campaigns");
        }
        Assert.Equal(2, round.Count(span => span.Name == "letter.send"));

        // What is done for many at once is a trace of its own.
        void AssertPointsTo(ArrivedSpan one, string work, string part)
        {
            var shared = spans.Single(span => span.Name == work && one.Links.Contains((span.Trace, span.Id)));
            Assert.Contains(spans, span => span.Trace == shared.Trace && span.Name == part);
        }
    }

    /// <summary>Each of the handbook's numbers; times are told apart where they differ.</summary>
    static void Numbers(Collector collector)
    {
        var metrics = collector.Metrics;
        foreach (var name in new[] { "signatures", "mails", "letters", "step.lateness", "step.retries", "orchestrator.runs", "function.duration", "storage.duration", "alarms", "outbox.waiting" })
            Assert.True(metrics.Contains(name), $"{name} did not arrive, only {string.Join(", ", metrics.Select(one => one.Key))}");
        foreach (var name in new[] { "step.lateness", "function.duration", "storage.duration" }) Assert.Equal(Meters.Steps, metrics[name].Last());
    }

    /// <summary>The step that failed is told with its campaign, in a trace, by the kind of what went wrong.</summary>
    static void Lines(Collector collector, string id)
    {
        var (_, trace, attributes) = collector.Lines.First(line => line.Said.StartsWith("Step {Step} of campaign", StringComparison.Ordinal) && line.Attributes.Contains(("CampaignId", id)));
        Assert.Contains(collector.Spans, span => span.Trace == trace && span.Name.StartsWith("step ", StringComparison.Ordinal));
        Assert.Contains(attributes, one => one.Key == "exception.type" && one.Value.EndsWith("Exception", StringComparison.Ordinal));
        Assert.Contains(collector.Lines, line => line.Said == Visit.Said && line.Attributes.Contains(("exception.type", "FormatException < ArgumentException")));
    }

    static void Nobody(Collector collector, IEnumerable<string> words)
    {
        var told = collector.Everything;
        Assert.Empty(words.Concat([Mark, "Ana Example", "@example.org", "/sign/", "/signin/"]).Where(word => told.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{word}: {Around(told, word)}"));
    }

    static string Around(string told, string word) => told.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? told[Math.Max(0, at - 200)..Math.Min(told.Length, at + 100)] : "";

    /// <summary>What opens something: the links and codes of both mails.</summary>
    static async Task<List<string>> WordsAsync(DeskHouse house)
    {
        var words = new List<string>();
        foreach (var to in new[] { Invited, Signer })
        {
            words.Add((await house.Mail.LinkAsync(to, "/sign/")).Split('/')[^1]);
            words.Add(Code().Match(house.Mail.With(to, "/sign/")[0]).Value);
        }
        Assert.All(words, word => Assert.InRange(word.Length, 9, 200));
        return words;
    }

    /// <summary>The invitation cannot be read at first.</summary>
    static async Task InviteAtTheSecondTryAsync(DeskHouse house, string id)
    {
        var rows = house.Get<CampaignTables>().Campaigns;
        var whole = (await rows.GetEntityAsync<TableEntity>(id, Rows.Invitation(1))).Value;
        await rows.UpsertEntityAsync(new TableEntity(id, whole.RowKey) { ["Sealed"] = new byte[40] }, TableUpdateMode.Merge);
        house.Time.SetUtcNow(Opens);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"lastError\":\"", StringComparison.Ordinal));
        await rows.UpsertEntityAsync(whole, TableUpdateMode.Replace);
        for (var tries = 0; house.Mail.CountTo(Invited) == 0; tries++)
        {
            Assert.True(tries < 180, "Nobody was invited.");
            house.Time.Advance(TimeSpan.FromSeconds(20));
            for (var wait = 0; wait < 20 && house.Mail.CountTo(Invited) == 0; wait++) await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As a host that has the web server say everything, where each visit is a line with words that nobody should hear.</summary>
    static void Talk(Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder app)
    {
        app.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Information);
        app.Services.AddSingleton<IStartupFilter, Visit>();
    }

    static void Flush(DeskHouse house)
    {
        Assert.True(house.Get<TracerProvider>().ForceFlush());
        Assert.True(house.Get<MeterProvider>().ForceFlush());
        Assert.True(house.Get<LoggerProvider>().ForceFlush());
    }

    sealed class Visit(ILogger<Visit> log) : IStartupFilter
    {
        public const string Said = "Somebody came by.";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (_, go) =>
            {
                log.LogWarning(new FormatException($"{Mark} is no number", new ArgumentException(Signer)), Said);
                await go();
            });
            next(app);
        };
    }

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex Code();
}
