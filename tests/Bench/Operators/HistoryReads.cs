using Azure.Data.Tables;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Bench.Operators;

/// <summary>
/// The operator's page of a history of 5,000 events (a round of letters, every tenth of which was tried twice): one page after the other, filtered or not, beside reading the rows of
/// that history and nothing else.
/// </summary>
public sealed class HistoryReads : Part
{
    static readonly string[] Queries = ["", "&page=2", "&page=9", "&kind=failed", "&kind=activity&name=send", "&kind=timer"];

    public override IReadOnlyList<string> Names => ["ops.history-p99"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        var (events, times) = (bench.Size(5_000, 60), bench.Size(20, 1));
        var id = await app.OpenCampaignAsync();
        var instance = $"{id}-round-1";
        var table = app.Get<TableServiceClient>().GetTableClient(app.Get<IConfiguration>()["CAMPAIGNS_HUB"] + "History");
        foreach (var some in Rows(instance).Take(events).Chunk(100)) await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));

        var taken = await new Turns(times).RunAsync([.. Queries.Select(query => (query.Length == 0 ? "first" : query[1..], (Func<int, string>)(_ => query)))], query => PageAsync(app, id, instance, query), _ => BareAsync(table, instance));
        var before = MemoryGauge.Alive();
        var peak = await app.Memory.PeakAsync(1, () => PageAsync(app, id, instance, "")) - before;
        return
        [
            Measurement.OfCost("ops.history-p99", taken.P99, "ms",
                FormattableString.Invariant($"the page of a history of {events} events, p99 of {times} each: {taken.Said}; at most {Math.Max(0, peak) / 1e6:0.0} MB alive meanwhile; ceiling: reading the history's rows and nothing else (median {taken.BareMedian:0})")),
        ];
    }

    static async Task PageAsync(BookApp app, string id, string instance, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/ops/{id}/history?instance={instance}{query}") { Headers = { { "x-functions-key", BookApp.Key }, { "Accept", "text/html" } } };
        using var answer = await app.Http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || (query.Length == 0 && !page.Contains("tbody", StringComparison.Ordinal)))
            throw new InvalidOperationException($"The page was answered {(int)answer.StatusCode} and shows no history.");
    }

    static async Task BareAsync(TableClient table, string instance)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {instance}"))) { }
    }

    static IEnumerable<TableEntity> Rows(string instance)
    {
        var (sequence, question, at) = (0, 0, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        yield return Row("ExecutionStarted", row => (row["Name"], row["EventId"]) = ("DispatchOrchestrator", -1));
        for (var letter = 1; ; letter++)
        {
            yield return Asked(letter);
            if (letter % 10 == 0)
            {
                yield return Answer("TaskFailed", row => row["Reason"] = "Mail service answered 503");
                yield return Row("TimerCreated", row => (row["EventId"], row["FireAt"]) = (question++, at.AddSeconds(2)));
                yield return Row("TimerFired", row => (row["TimerId"], row["EventId"]) = (question - 1, -1));
                yield return Asked(letter);
            }
            yield return Answer("TaskCompleted", row => row["Result"] = "\"accepted\"");
        }

        TableEntity Asked(int letter) => Row("TaskScheduled", row =>
            (row["Name"], row["EventId"], row["Input"]) = ("SendLetter", question++, FormattableString.Invariant($$"""{"CampaignId":"abcdefghijklmnop","Round":1,"Addressee":{{letter}}}""")));
        TableEntity Answer(string kind, Action<TableEntity> more) => Row(kind, row => { (row["TaskScheduledId"], row["EventId"]) = (question - 1, -1); more(row); });
        TableEntity Row(string kind, Action<TableEntity> more)
        {
            at = at.AddMilliseconds(120);
            var row = new TableEntity(instance, (sequence++).ToString("X16", System.Globalization.CultureInfo.InvariantCulture)) { ["EventType"] = kind, ["_Timestamp"] = at, ["ExecutionId"] = "one" };
            more(row);
            return row;
        }
    }
}
