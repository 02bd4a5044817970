namespace Campaigns.Bench.Scale;

/// <summary>The hardest minute of a campaign that a country signs, and what is left over of it.</summary>
/// <param name="PeakPerMinute">Confirmed signatures in the busiest minute.</param>
/// <param name="AccountRows">Rows a second that storage reads and writes then, signing only.</param>
/// <param name="PartitionRows">The same in one shard.</param>
/// <param name="Instances">Of the app, at the share of a processor that the model allows.</param>
/// <param name="MailBacklog">Mails that wait at most, because the mail service takes no more.</param>
/// <param name="MailDelay">Seconds until the last of them has left.</param>
/// <param name="Memory">Gigabytes of rows that an instance holds at the end to show the page.</param>
/// <param name="Age">Seconds that the page's numbers lag behind at the end where more than one instance takes signatures, because each reads the others' whole shards again.</param>
/// <param name="Shard">The storm at one shard's header in the busiest minute.</param>
public sealed record NationalResult(
    long Signatures, double PeakPerMinute, double AccountRows, double PartitionRows, int Instances, double MailBacklog, double MailDelay, double Memory, double Age, Storm Shard);

/// <summary>Plays four days minute by minute: quiet nights, full evenings, the busiest minute 1.92 times the mean.</summary>
public static class NationalDays
{
    const int Days = 4;
    const double Swing = 0.92;
    const int BusiestHour = 20;
    const double Gigabyte = 1_000_000;

    public static NationalResult Play(ScaleModel model, long signatures)
    {
        var (need, limits) = (model.Signature, model.Limits);
        double mean = signatures / (Days * 1440.0), peak = 0, waiting = 0, worst = 0, longest = 0;
        var mailsPerMinute = limits.MailRequestsPerSecond * limits.MailsInRequest * 60;
        for (var minute = 0; minute < Days * 1440; minute++)
        {
            var rate = mean * (1 + (Swing * Math.Cos(2 * Math.PI * ((minute / 60.0) - BusiestHour) / 24)));
            peak = Math.Max(peak, rate);
            waiting = Math.Max(0, waiting + (rate * need.Mails) - mailsPerMinute);
            worst = Math.Max(worst, waiting);
            longest = Math.Max(longest, waiting / mailsPerMinute * 60);
        }
        var perSecond = peak / 60;
        var instances = InstancesFor(model, perSecond);
        var shard = ShardStorm.Play(model, perSecond / need.Shards, instances);
        var partition = (perSecond * (need.Rows - need.RowsConfirming) / need.Shards) + shard.RowsPerSecond; // the storm counts confirmed rows and headers
        return new(signatures, peak, partition * need.Shards, partition, instances, worst, longest, signatures * need.MemoryKilobytes / Gigabyte, AgeOf(model, signatures), shard);
    }

    public static int InstancesFor(ScaleModel model, double perSecond) =>
        Math.Max(1, (int)Math.Ceiling(perSecond * model.Signature.ProcessorMilliseconds / 1000 / (model.Machine.ProcessorsForEachInstance * model.Machine.ShareOfProcessor)));

    /// <summary>The shards are read side by side, in each a page of rows after the other.</summary>
    public static double AgeOf(ScaleModel model, long signatures) =>
        signatures / (double)model.Signature.Shards / model.Storage.RowsInQuery * model.Storage.QueryMilliseconds / 1000;

    /// <summary>Up to how many signatures a page's numbers are no older than two seconds with more than one instance.</summary>
    public static long SignaturesWithinAge(ScaleModel model, double seconds) =>
        (long)(seconds / AgeOf(model, 1_000_000) * 1_000_000);

    /// <summary>Up to how many signatures the rows for the page fit into an instance.</summary>
    public static long SignaturesInMemory(ScaleModel model, double gigabytes) =>
        (long)(gigabytes * model.Machine.ShareOfMemory * Gigabyte / model.Signature.MemoryKilobytes);

    /// <summary>How many people a second can confirm before one in a hundred waits a second, with so many instances; the shards are alike.</summary>
    public static double MostPerSecond(ScaleModel model, int instances)
    {
        double low = 1, high = model.Limits.PartitionPerSecond;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var storm = ShardStorm.Play(model, middle, instances, seconds: 20);
            if (storm.P99 < 1_000 && storm.Waiting < middle) low = middle;
            else high = middle;
        }
        return low * model.Signature.Shards;
    }
}
