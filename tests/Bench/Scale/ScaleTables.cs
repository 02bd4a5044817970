using System.Globalization;

namespace Campaigns.Bench.Scale;

/// <summary>The tables of docs/scale.md, as Markdown: made of the model, so that a changed number changes them. A test holds the page against them.</summary>
public static class ScaleTables
{
    static readonly (string Name, long Signatures, int Letters)[] Campaigns =
        [("50 organisations, 57 letters", 50, 57), ("10,000 signatures, 57 letters", 10_000, 57), ("6,000,000 signatures, 200 letters", 6_000_000, 200)];
    static readonly int[] Processes = [1, 2, 4, 8, 16];

    /// <summary>By the name that stands in the page before the table.</summary>
    public static IReadOnlyDictionary<string, string> Of(ScaleModel model) => new Dictionary<string, string>
    {
        ["cost"] = Cost(model),
        ["days"] = DaysOf(model),
        ["shard"] = Shard(model),
        ["walls"] = Walls(model),
    };

    static string Cost(ScaleModel model)
    {
        var price = model.Prices.Currency;
        return Table([$"one campaign ({price})", "mails", "mail plan, a month", "calls to storage", "computing", "traffic", "rows kept", "together"],
            Campaigns.Select(one =>
            {
                var cost = CampaignCost.Of(model, one.Signatures, one.Letters);
                return new[] { one.Name, Number(cost.Mails), Money(cost.Plan), Money(cost.Calls), Money(cost.Compute), Money(cost.Traffic), Money(cost.Kept), Money(cost.Total) };
            }));
    }

    static string DaysOf(ScaleModel model)
    {
        NationalResult[] played = [NationalDays.Play(model, 6_000_000), NationalDays.Play(model, 60_000_000)];
        return Table(["four days", .. played.Select(one => $"{Number(one.Signatures)} signatures"), "limit"],
        [
            Row("busiest minute", one => Number(one.PeakPerMinute), "-"),
            Row("rows a second, all shards", one => Number(one.AccountRows), Number(model.Limits.AccountPerSecond)),
            Row("rows a second, one shard", one => Number(one.PartitionRows), Number(model.Limits.PartitionPerSecond)),
            Row("instances of the app", one => Number(one.Instances), Number(model.Limits.Instances)),
            Row("transactions lost to another instance", one => Percent(one.Shard.Lost), "-"),
            Row("confirming: half wait less than, all but one in a hundred", one => $"{Number(one.Shard.P50)} ms, {Number(one.Shard.P99)} ms", "1,000 ms"),
            Row("mails that wait at most; the last one's delay", one => $"{Number(one.MailBacklog)}; {Number(one.MailDelay)} s", "600 s"),
            Row("rows in memory of each instance, at the end", one => $"{one.Memory.ToString("0.#", CultureInfo.InvariantCulture)} GB", $"{(model.Machine.Gigabytes * model.Machine.ShareOfMemory).ToString("0.#", CultureInfo.InvariantCulture)} GB"),
            Row("age of the page's numbers with several instances, at the end", one => $"{Number(one.Age)} s", "2 s"),
        ]);

        string[] Row(string name, Func<NationalResult, string> value, string limit) => [name, .. played.Select(value), limit];
    }

    static string Shard(ScaleModel model) => Table(["instances that confirm", "confirmations a second, all shards", "a minute"], Processes.Select(count =>
    {
        var most = NationalDays.MostPerSecond(model, count);
        return new[] { Number(count), Number(most), Number(most * 60) };
    }));

    static string Walls(ScaleModel model) => Table(["wall", "signatures of one campaign"],
    [
        ["the page's numbers are older than 2 s, with several instances", Number(NationalDays.SignaturesWithinAge(model, 2))],
        ["the rows for the page do not fit into an instance of 2 GB", Number(NationalDays.SignaturesInMemory(model, 2))],
        ["the same with 4 GB", Number(NationalDays.SignaturesInMemory(model, 4))],
    ]);

    static string Table(string[] head, IEnumerable<string[]> rows) =>
        string.Concat(new[] { head, [.. head.Select((_, column) => column == 0 ? "---" : "---:")] }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));

    /// <summary>Three digits say all that a model knows.</summary>
    static string Number(double value)
    {
        if (value < 1_000) return Math.Round(value).ToString(CultureInfo.InvariantCulture);
        var step = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return (Math.Round(value / step) * step).ToString("N0", CultureInfo.InvariantCulture);
    }

    static string Money(double value) => value.ToString(value < 100 ? "0.00" : "N0", CultureInfo.InvariantCulture);
    static string Percent(double value) => value.ToString("0 %", CultureInfo.InvariantCulture);
}
