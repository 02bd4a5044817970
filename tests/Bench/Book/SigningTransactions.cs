using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Book;

/// <summary>What a signature costs in requests to storage and to the mail service: counted, so exact, whatever the machine does.</summary>
public sealed class SigningTransactions : Part
{
    public override IReadOnlyList<string> Names => ["signing.transactions", "signing.transactions-idle"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        var campaign = await app.OpenCampaignAsync();
        await SignAsync(bench, app, campaign, bench.Size(50, 5), 1);
        var idle = await SignAsync(bench, app, campaign, bench.Size(50, 5), 1);
        var load = await SignAsync(bench, app, campaign, bench.Size(3_000, 40), SigningRate.AtOnce);
        return [Of("signing.transactions", load, $"{SigningRate.AtOnce} at a time"), Of("signing.transactions-idle", idle, "one after the other")];
    }

    static Measurement Of(string name, Cost cost, string how)
    {
        var (asked, confirmed, people) = (cost.Asked, cost.Confirmed, (double)cost.People);
        var note = FormattableString.Invariant($"write transactions for each of a signature's two writes, the larger of the two; {how}, counted for {cost.People} people. ")
            + FormattableString.Invariant($"Asking: {asked.Writes / people:0.###} writes, {asked.Reads / people:0.###} reads, {asked.Bytes / people:0} bytes; ")
            + FormattableString.Invariant($"confirming: {confirmed.Writes / people:0.###} writes, {confirmed.Reads / people:0.###} reads, {confirmed.Bytes / people:0} bytes; ")
            + FormattableString.Invariant($"mailing: {asked.Mailed / people:0.###} writes, {asked.MailBytes / people:0} bytes, {cost.Messages / (double)cost.Requests:0.#} messages in a request to the mail service. ")
            + "Ceiling: each of the two rows in a request of its own. Target: at most 0.2 under load";
        return Measurement.OfCost(name, new(Math.Max(asked.Writes, confirmed.Writes) / people, 2, ""), "transact.", note);
    }

    sealed record Cost(int People, StorageCount.Tally Asked, StorageCount.Tally Confirmed, long Requests, long Messages);

    /// <summary>Everybody asks; when all mail is written down as sent, everybody confirms.</summary>
    static async Task<Cost> SignAsync(Workbench bench, BookApp app, string campaign, int people, int atOnce)
    {
        var signer = await new Signer(app, app.Http, campaign, bench.NewName("t").ToLowerInvariant()).ReadyAsync();
        app.Storage.LooksInside = true;
        var (start, mail) = (app.Storage.Now, app.Mail.Taken);
        await Workbench.ManyAsync(people, atOnce, signer.PostFormAsync);
        var links = await Task.WhenAll(Enumerable.Range(0, people).Select(signer.LinkAsync));
        await app.Storage.QuietAsync();
        var (asked, taken) = (app.Storage.Now, app.Mail.Taken);
        await Workbench.ManyAsync(people, atOnce, n => signer.PressAsync(links[n]));
        return new(people, asked - start, app.Storage.Now - asked, taken.Requests - mail.Requests, taken.Messages - mail.Messages);
    }
}
