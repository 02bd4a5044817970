using Campaigns.Bench.Frame;
using SendGrid;

namespace Campaigns.Bench.Letters;

/// <summary>
/// A round of letters, each with its document and all names in it, from the approval until the last has been accepted, beside the same letters
/// posted to the same mail room and nothing else.
/// </summary>
public sealed class DispatchRate : Part
{
    /// <summary>As many as a round sends at the same time.</summary>
    const int AtOnce = 20;

    public override IReadOnlyList<string> Names => ["dispatch.letters", "dispatch.memory"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var (letters, signatures) = (bench.Size(1_000, 3), bench.Size(5_000, 40));
        await using var house = await DispatchHouse.StartAsync(bench);
        await DispatchAsync(house, await house.ClosedAsync(bench.Size(40, 2), 40)); // warms up
        var id = await house.ClosedAsync(letters, signatures);
        var letter = await house.LetterAsync(id);
        var bare = await PostAsync(house, letter, letters / 2);
        var ours = letters / (await DispatchAsync(house, id)).TotalSeconds;
        bare = (bare + await PostAsync(house, letter, letters - (letters / 2))) / 2;
        var size = letter.Attachments![0].Content!.Length * 3 / 4;
        return
        [
            Measurement.OfRate("dispatch.letters", new(ours, bare, ""), "letters/s",
                FormattableString.Invariant($"{letters} offices, {signatures} signatures, from the approval to the last letter accepted: list, claim, html, text, document ({size / 1e3:0} kB) and ledger of each; ceiling: ")
                + FormattableString.Invariant($"the same letter posted to the mail room, {AtOnce} at a time, half before and half after")),
            await MemoryAsync(bench, house, signatures),
        ];
    }

    static async Task<Measurement> MemoryAsync(Workbench bench, DispatchHouse house, int signatures)
    {
        var (letters, few) = (bench.Size(100, 2), bench.Size(50, 10));
        var (small, large) = (await house.ClosedAsync(letters, few), await house.ClosedAsync(letters, signatures));
        var before = Book.MemoryGauge.Alive();
        var least = await house.App.Memory.PeakAsync(5, () => DispatchAsync(house, small)) - before;
        var most = await house.App.Memory.PeakAsync(5, () => DispatchAsync(house, large)) - before;
        return Measurement.OfCost("dispatch.memory", new(most / 1e6, Math.Max(least, 1) / 1e6, ""), "MB",
            $"managed memory alive at most while {letters} letters with {signatures} signatures leave, over what was before; ceiling: the same with {few} signatures");
    }

    static Task<TimeSpan> DispatchAsync(DispatchHouse house, string id) => Workbench.TimeAsync(() => house.App.DecideAsync(id, "approve", Phase.Dispatched));

    static async Task<double> PostAsync(DispatchHouse house, SendGrid.Helpers.Mail.SendGridMessage letter, int count)
    {
        var client = house.App.Get<ISendGridClient>();
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, AtOnce, async _ =>
        {
            var answer = await client.SendEmailAsync(letter);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The mail room answered {(int)answer.StatusCode}.");
        }));
        return count / time.TotalSeconds;
    }
}
