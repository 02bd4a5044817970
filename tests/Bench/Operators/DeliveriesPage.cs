using Azure.Data.Tables;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;
using Campaigns.Storage;

namespace Campaigns.Bench.Operators;

/// <summary>The operator's screen of 100,000 letters and mails: what needs somebody, one kind, deep, one campaign, the last day.</summary>
public sealed class DeliveriesPage : Part
{
    const int InACampaign = 100;
    const string Door = "/ops/deliveries";

    public override IReadOnlyList<string> Names => ["ops.deliveries-p99"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        using var storage = new SampleDeliveries(bench.Size(100_000, 2_000) / InACampaign);
        await using var app = await BookApp.StartAsync(bench, storage: storage);
        storage.Template = await app.Get<CampaignStore>().FindAsync(await app.OpenCampaignAsync());
        var turns = bench.Size(100, 2);
        var campaigns = storage.Count / InACampaign;

        var taken = await new Turns(turns).RunAsync(Pages(storage, campaigns, turns), path => ReadAsync(app, path), _ => RowsAsync(app.Get<CampaignTables>().Campaigns));
        return
        [
            Measurement.OfCost("ops.deliveries-p99", taken.P99, "ms",
                FormattableString.Invariant($"pages of the operator's screen of {storage.Count} letters and mails of {campaigns} campaigns as HTML, p99 of {turns} each: {taken.Said}; ceiling: one query for the rows of a campaign (median {taken.BareMedian:0.0}) from storage that makes the rows up")),
        ];
    }

    /// <summary>What an operator asks for, each another time with another address.</summary>
    static IReadOnlyList<(string Name, Func<int, string> Path)> Pages(SampleDeliveries storage, int campaigns, int turns)
    {
        int Some(int turn) => campaigns / (turns + 1) * (turn + 1);
        return
        [
            ("what needs somebody", _ => Door),
            ("delivered letters", _ => $"{Door}?state=delivered&kind=letter"),
            ("deep", turn => $"{Door}?state=delivered&after={storage.Before(Some(turn))}"),
            ("refused confirmations", turn => $"{Door}?state=refused&kind=confirmation&after={storage.Before(Some(turn))}"),
            ("one campaign", turn => $"{Door}?state=delivered&campaign={SampleDeliveries.Id(Some(turn))}"),
            ("what came back in the last day", _ => $"{Door}?state=bounced&since=PT24H"),
        ];
    }

    static async Task ReadAsync(BookApp app, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-functions-key", BookApp.Key }, { "Accept", "text/html" } } };
        using var answer = await app.Http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !page.Contains("Sample campaign", StringComparison.Ordinal)) throw new InvalidOperationException($"{path} was answered {(int)answer.StatusCode} and shows no letter or mail.");
    }

    static async Task RowsAsync(TableClient table)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {SampleDeliveries.Id(0)}"))) { }
    }
}
