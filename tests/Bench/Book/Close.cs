using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Book;

/// <summary>Closing campaigns of growing size: fence, count, freeze, list and root. Memory must not grow with the list.</summary>
public abstract class Close(string name, int signatures) : Part
{
    const int Small = 10_000;

    public override IReadOnlyList<string> Names => [name, name + "-memory"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var service = await bench.TablesAsync();
        var house = await CloseHouse.BuildAsync(service, bench.Size(signatures, signatures / 100));
        var pair = await Pair.MeasureAsync(
            signatures > Small ? 1 : bench.Size(3, 1), async () => (await Workbench.TimeAsync(() => CloseAsync(house))).TotalSeconds,
            async () => (await Workbench.TimeAsync(() => house.ReadAsync())).TotalSeconds);
        var little = signatures == Small ? house : await CloseHouse.BuildAsync(service, bench.Size(Small, 100));
        var (least, most) = (await Memory.PeakAsync(() => CloseAsync(little)), await Memory.PeakAsync(() => CloseAsync(house)));
        return
        [
            Measurement.OfCost(name, pair, "s",
                $"{bench.Size(signatures, signatures / 100)} confirmed signatures, one of eight for an organisation: fence, count, freeze, list and root; ceiling: reading all rows once, "
                + $"page by page. Rounds {pair.Spread}"),
            Measurement.OfCost(name + "-memory", new(most / 1e6, least / 1e6, ""), "MB",
                $"alive at most while closing, over what was before; ceiling: the same with {bench.Size(Small, 100)} signatures. Target: at most 1.5 times (ratio 0.67)"),
        ];
    }

    static async Task CloseAsync(CloseHouse house)
    {
        await house.Book.CloseAsync(house.Campaign);
        await house.Book.CountNowAsync(house.Campaign);
        await house.Book.FreezeAsync(house.Campaign);
    }
}

public sealed class Close10k() : Close("close.10k", 10_000);

public sealed class Close100k() : Close("close.100k", 100_000);
