using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Book;

/// <summary>Closing campaigns of growing size: fence, count, freeze, list and root. Memory must not grow with the list.</summary>
public abstract class Close(string name, int signatures) : Part
{
    const int Small = 10_000;

    public override IReadOnlyList<string> Names => [name, name + "-memory"];

    /// <summary>Where the signatures are, for the note.</summary>
    private protected virtual string Where => "on Azurite";

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var (many, few) = (bench.Size(signatures, signatures / 100), bench.Size(Small, 100));
        var house = await BuildAsync(bench, many);
        var little = signatures == Small ? house : await BuildAsync(bench, few);
        await CloseAsync(little); // warms up
        var before = MemoryGauge.Alive();
        var pair = await Pair.MeasureAsync(bench.Size(signatures > Small ? 1 : 3, 1), () => SecondsAsync(() => CloseAsync(house)), () => SecondsAsync(house.ReadAsync), warmUp: false);
        var least = await little.Memory.PeakAsync(1, () => CloseAsync(little)) - before;
        var most = await house.Memory.PeakAsync(1 + (many / 200_000), () => CloseAsync(house)) - before;
        return
        [
            Measurement.OfCost(name, pair, "s",
                $"{many} confirmed signatures {Where}, one of eight for an organisation: fence, count, freeze, list and root; ceiling: reading all rows once, page by page"),
            Measurement.OfCost(name + "-memory", new(most / 1e6, least / 1e6, ""), "MB",
                $"managed memory alive at most while {many} are closed {Where}, over what was before, after one closing, looked at when storage has answered; ceiling: the same with {few}. Target: at most 1.5 times (ratio 0.67)"),
        ];
    }

    private protected virtual async Task<CloseHouse> BuildAsync(Workbench bench, int size) => await CloseHouse.BuildAsync(await bench.StorageAsync(), size);

    static async Task<double> SecondsAsync(Func<Task> work) => (await Workbench.TimeAsync(work)).TotalSeconds;

    static async Task CloseAsync(CloseHouse house)
    {
        await house.Book.CloseAsync(house.Campaign);
        await house.Book.CountNowAsync(house.Campaign);
        await house.Book.FreezeAsync(house.Campaign);
    }
}

public sealed class Close10k() : Close("close.10k", 10_000);

public sealed class Close100k() : Close("close.100k", 100_000);

/// <summary>Only when asked for: some minutes.</summary>
public sealed class Close1m() : Close("close.1m", 1_000_000)
{
    public override bool IsLong => true;

    private protected override string Where => "in storage that makes them up (page by page, over the service's protocol, in this process)";

    private protected override Task<CloseHouse> BuildAsync(Workbench bench, int size) => Task.FromResult(CloseHouse.Sample(size));
}
