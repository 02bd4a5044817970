using Azure.Data.Tables;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;
using Campaigns.Listing;
using Campaigns.Storage;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Bench.Operators;

/// <summary>The operator's list of 100,000 campaigns, and one of them: first pages, filtered ones, deep ones, searches.</summary>
public sealed class CampaignsPage : Part
{
    public override IReadOnlyList<string> Names => ["ops.campaigns-p99", "ops.campaigns-memory", "ops.campaign-p99"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        using var storage = new SampleCampaigns(bench.Size(100_000, 2_000));
        await using var app = await BookApp.StartAsync(bench, storage: storage);
        var (tables, turns) = (app.Get<CampaignTables>(), bench.Size(100, 2));
        var own = await app.OpenCampaignAsync();
        storage.Template = await app.Get<CampaignStore>().FindAsync(own);
        var counting = await Workbench.TimeAsync(() => new ListRepair(tables, app.Get<CampaignStore>(), TimeProvider.System).RunAsync(default));

        var list = await new Turns(turns).RunAsync(Pages(storage, turns), path => ReadAsync(app, path), _ => QueryAsync(tables.Index, storage.EndedKeys[0]));
        var some = Pages(storage, AtOnce);
        var (ours, bare) = (await AliveAsync(app, n => ReadAsync(app, some[n % some.Count].Path(n))), await AliveAsync(app, _ => QueryAsync(tables.Index, storage.EndedKeys[0])));
        var one = await new Turns(turns).RunAsync([("the campaign", _ => $"/ops/{own}")], path => ReadAsync(app, path), _ => RowsAsync(app, own));
        return
        [
            Measurement.OfCost("ops.campaigns-p99", list.P99, "ms",
                FormattableString.Invariant($"pages of the operator's list of {storage.Count} campaigns as HTML, p99 of {turns} each: {list.Said}; (counting all and holding the list against them, every ten minutes: {counting.TotalSeconds:0.0} s); ceiling: one query of a page's size (median {list.BareMedian:0.0}) from storage that makes the rows up")),
            Measurement.OfCost("ops.campaigns-memory", new(ours, bare, ""), "MB", FormattableString.Invariant($"managed memory alive at most while {AtOnce} such pages are made at once; ceiling: during as many queries")),
            Measurement.OfCost("ops.campaign-p99", one.P99, "ms", FormattableString.Invariant($"one campaign's page, p99 of {turns}; the median is {one.Median:0.0} ms; ceiling: reading its row, then journal, history, status and alarms at once (median {one.BareMedian:0.0})")),
        ];
    }

    /// <summary>What an operator asks for, each another time with another address.</summary>
    static IReadOnlyList<(string Name, Func<int, string> Path)> Pages(SampleCampaigns storage, int turns) =>
    [
        ("first", _ => ListDoor),
        ("first of those that ended", _ => $"{ListDoor}?state=ended"),
        ("one phase", _ => $"{ListDoor}?state=ended&phase=archived"),
        ("deep", turn => $"{ListDoor}?state=ended&after={Uri.EscapeDataString(storage.EndedKeys[storage.EndedKeys.Count / (turns + 1) * (turn + 1)])}"),
        ("a search for a name", turn => $"{ListDoor}?q={SampleCampaigns.GivenName(turn * 100)}"),
        ("a search for two words, the longer one in every title", turn => $"{ListDoor}?q=appeal+{SampleCampaigns.GivenName(turn * 100)[..^1]}"),
    ];

    const int AtOnce = 24;
    const string ListDoor = "/ops/campaigns";

    static async Task ReadAsync(BookApp app, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-functions-key", BookApp.Key }, { "Accept", "text/html" } } };
        using var answer = await app.Http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !page.Contains("href=\"/ops/", StringComparison.Ordinal)) throw new InvalidOperationException($"{path} was answered {(int)answer.StatusCode} and shows no campaign.");
    }

    static async Task QueryAsync(TableClient index, string after)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Shelf(isOver: true)} and RowKey gt {after}");
        await foreach (var _ in index.QueryAsync<TableEntity>(filter, maxPerPage: ListPage.Size + 1).AsPages()) break;
    }

    /// <summary>What a campaign's page cannot do without.</summary>
    static async Task RowsAsync(BookApp app, string id)
    {
        var (tables, service, hub) = (app.Get<CampaignTables>(), app.Get<TableServiceClient>(), app.Get<IConfiguration>()["CAMPAIGNS_HUB"]);
        await tables.Campaigns.GetEntityAsync<TableEntity>(id, Rows.Campaign);
        await Task.WhenAll(
            AllAsync(tables.Campaigns, TableClient.CreateQueryFilter($"PartitionKey eq {id} and RowKey ge {Rows.JournalEntries} and RowKey lt {Rows.JournalEntries + "~"}")),
            AllAsync(service.GetTableClient(hub + "History"), TableClient.CreateQueryFilter($"PartitionKey eq {id}")),
            AllAsync(tables.Alarms, TableClient.CreateQueryFilter($"PartitionKey eq {"open"}")),
            service.GetTableClient(hub + "Instances").GetEntityAsync<TableEntity>(id, ""));
    }

    static async Task AllAsync(TableClient table, string filter)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(filter)) { }
    }

    /// <returns>Megabytes above what was alive before.</returns>
    static async Task<double> AliveAsync(BookApp app, Func<int, Task> work)
    {
        await Workbench.ManyAsync(AtOnce, AtOnce, work);
        var before = MemoryGauge.Alive();
        return Math.Max(0.01, (await app.Memory.PeakAsync(1, () => Workbench.ManyAsync(AtOnce, AtOnce, work)) - before) / 1e6);
    }
}
