using Campaigns.Alarms;
using Campaigns.Functions.Doors;
using Campaigns.Listing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Functions.Operators;

/// <summary>The parts this app stands on, as they were last written down. Instants are UTC.</summary>
/// <param name="StorageTook">Null: it did not answer.</param>
/// <param name="ClockOff">How far this machine is ahead of storage; null: not compared.</param>
/// <param name="HubAnswers">Whether the orchestrations answered.</param>
/// <param name="RetentionDue">How many campaigns' data is to be destroyed within thirty days, <see cref="SystemReading.MostDue"/> at most, and the first few.</param>
/// <param name="Settings">Names that are set; never what they are set to.</param>
public sealed record SystemRead(
    WatchNote Notes, TimeSpan? StorageTook, TimeSpan? ClockOff, bool HubAnswers, string Hub, string Version, ListTally Tally, int Alarms,
    (int Count, IReadOnlyList<(string Id, DateTimeOffset At)> First) RetentionDue, IReadOnlyList<string> Settings);

/// <summary>Reads the screen System: a handful of queries, whatever the number of campaigns.</summary>
public sealed class SystemReading(WatchNotes notes, StorageClock clock, CampaignList list, AlarmBook alarms, IConfiguration configuration, TimeProvider time)
{
    public const int MostDue = 1_000;
    static readonly TimeSpan Ahead = TimeSpan.FromDays(30);
    static readonly string[] Sections = ["Campaigns", "SendGrid", "AzureWebJobsStorage"];
    static readonly string[] Alone = ["CAMPAIGNS_KEY", "CAMPAIGNS_HUB", "OTEL_EXPORTER_OTLP_ENDPOINT", "APPLICATIONINSIGHTS_CONNECTION_STRING"];

    public async Task<SystemRead> ReadAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var note = await notes.ReadAsync(cancellation);
        var took = time.GetElapsedTime(began);
        var (off, tally, open) = (clock.OffAsync(cancellation), list.TallyAsync(cancellation), alarms.OpenAsync(cancellation));
        var due = list.RetentionDueAsync(time.GetUtcNow() + Ahead, MostDue, cancellation);
        return new(note, took, await off, await AnswersAsync(client, cancellation), configuration["CAMPAIGNS_HUB"] ?? "", ProductVersion.Whole, await tally, (await open).Count, await due, Settings());
    }

    List<string> Settings() =>
    [
        .. Sections.SelectMany(name => configuration.GetSection(name).GetChildren().Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => $"{name}__{one.Key}"))
            .Concat([.. Alone.Append("AzureWebJobsStorage").Where(name => !string.IsNullOrEmpty(configuration[name]))]).Distinct().Order(StringComparer.Ordinal),
    ];

    static async Task<bool> AnswersAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        try
        {
            await client.GetInstanceAsync("health", getInputsAndOutputs: false, cancellation);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
