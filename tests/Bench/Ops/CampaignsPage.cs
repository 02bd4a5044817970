using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Data.Tables;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;
using Campaigns.Listing;
using Campaigns.Storage;

namespace Campaigns.Bench.Ops;

/// <summary>The operator's list of 100,000 campaigns: pages anywhere in it, with and without a filter.</summary>
public sealed class CampaignsPage : Part
{
    static readonly Phase[] Ended = [Phase.Dispatched, Phase.Cancelled, Phase.Archived];

    public override IReadOnlyList<string> Names => ["ops.campaigns-p99"];

    /// <summary>Azurite takes minutes to take in 100,000 rows.</summary>
    public override bool IsLong => true;

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        var tables = app.Get<CampaignTables>();
        var entries = Enumerable.Range(0, bench.Size(100_000, 300)).Select(Entry).ToList();
        await FillAsync(tables.Index, entries);
        await new ListRepair(tables, app.Get<CampaignStore>(), TimeProvider.System).RunAsync(default);
        var starts = entries.Where(entry => entry.IsOver).Where((_, n) => n % (entries.Count / bench.Size(100, 3)) == 0).Select(ListRows.Key).ToList();
        var (ours, bare) = (new ConcurrentBag<double>(), new ConcurrentBag<double>());
        await ReadAsync(app, starts[0], new()); // the first page of all compiles
        for (var round = 0; round < bench.Size(4, 1); round++)
            foreach (var start in starts)
            {
                await ReadAsync(app, start, ours);
                await QueryAsync(tables.Index, start, bare);
            }
        var before = MemoryGauge.Alive();
        var peak = await app.Memory.PeakAsync(5, async () =>
        {
            foreach (var start in starts.Take(20)) await ReadAsync(app, start, new());
        });
        var pair = new Pair(OpenLoop.At(ours, 0.99), OpenLoop.At(bare, 0.99), "");
        return
        [
            Measurement.OfCost("ops.campaigns-p99", pair, "ms",
                $"a page of 50 of {entries.Count} campaigns for the operator, as HTML, anywhere in the list; half of them by phase; a page keeps {Math.Max(0, peak - before) / 1e6:0.0} MB alive at most; ceiling: one storage query of the page's size"),
        ];
    }

    static ListEntry Entry(int number)
    {
        var isOver = number % 100 != 0;
        var at = DateTimeOffset.UnixEpoch.AddDays(19_000).AddMinutes(number);
        return new(Id(number), $"Let Mira travel, appeal {number}", "en", isOver ? Ended[number % 3] : Phase.Open, isOver, at)
        {
            Next = isOver ? new(StepKind.End, null) : new(StepKind.Close, DateTimeOffset.UnixEpoch.AddDays(40_000).AddMinutes(number)),
        };
    }

    static string Id(int number) => Base32.Encode([.. BitConverter.GetBytes((long)number), 0, 0])[..16];

    static async Task FillAsync(TableClient index, IReadOnlyList<ListEntry> entries)
    {
        var rows = entries.Select(ListRows.Of).Concat(entries.Where(entry => !entry.IsOver).Select(entry => ListRows.OfDue(entry, entry.Next.DueAt!.Value)));
        var batches = rows.GroupBy(row => row.PartitionKey).SelectMany(shelf => shelf.Chunk(Rows.OfATransaction)).ToList();
        await Workbench.ManyAsync(batches.Count, 8, n =>
            index.SubmitTransactionAsync(batches[n].Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))));
    }

    static async Task ReadAsync(BookApp app, string after, ConcurrentBag<double> times)
    {
        var phase = times.Count % 2 == 0 ? "" : "&phase=archived";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/ops/campaigns?state=ended{phase}&after={Uri.EscapeDataString(after)}");
        request.Headers.Add("x-functions-key", BookApp.Key);
        request.Headers.Add("Accept", "text/html");
        var start = Stopwatch.GetTimestamp();
        using var answer = await app.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        OpenLoop.Note(times, start);
    }

    static async Task QueryAsync(TableClient index, string after, ConcurrentBag<double> times)
    {
        var start = Stopwatch.GetTimestamp();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Shelf(isOver: true)} and RowKey gt {after}");
        await foreach (var _ in index.QueryAsync<TableEntity>(filter, maxPerPage: ListPage.Size + 1).AsPages()) break;
        OpenLoop.Note(times, start);
    }
}
