namespace Campaigns.Bench.Scale;

/// <summary>What one campaign costs in the month of its window, all alone on an app that is otherwise idle; and what keeping its rows costs.</summary>
/// <param name="Mails">Those of the signatures and the letters.</param>
/// <param name="Plan">Monthly price of the mail service's smallest plan that takes them, with what goes beyond the largest.</param>
/// <param name="Kept">Storage for its rows until the retention ends.</param>
public sealed record CampaignCost(long Signatures, int Letters, long Mails, double Plan, double Calls, double Compute, double Traffic, double Kept)
{
    const double Gigabyte = 1_000_000, Month = 30;
    const double Minutes = 1440;

    public double Total => Plan + Calls + Compute + Traffic + Kept;

    public static CampaignCost Of(ScaleModel model, long signatures, int letters)
    {
        var (need, campaign, price, machine) = (model.Signature, model.Campaign, model.Prices, model.Machine);
        var minutes = campaign.Days * Minutes;
        var calls = (signatures * need.Calls) + (letters * campaign.CallsForEachLetter) + (minutes * campaign.IdleCallsPerMinute);
        var processor = ((signatures * need.ProcessorMilliseconds) + (letters * campaign.LetterProcessorMilliseconds)) / 1000;
        var gigabyteSeconds = (processor / machine.ShareOfProcessor * machine.Gigabytes) + (minutes * machine.IdleGigabyteSecondsPerMinute);
        var executions = signatures * (need.PageViews + need.AskedForEachConfirmed + 1);
        var traffic = ((signatures * need.SentKilobytes) + (letters * campaign.LetterKilobytes)) / Gigabyte;
        var mails = (long)(signatures * need.Mails) + letters;
        return new(signatures, letters, mails, PlanFor(price, mails), calls / 10_000 * price.StorageForTenThousandCalls,
            (Math.Max(0, gigabyteSeconds - price.FreeGigabyteSeconds) * price.GigabyteSecond) + (Math.Max(0, executions - price.FreeExecutions) / 1_000_000 * price.MillionExecutions),
            Math.Max(0, traffic - price.FreeTrafficGigabytes) * price.TrafficForEachGigabyte,
            signatures * need.AskedForEachConfirmed * need.StoredKilobytes / Gigabyte * price.StorageForEachGigabyteAndMonth * campaign.RetentionDays / Month);
    }

    static double PlanFor(Prices price, long mails)
    {
        if (price.MailPlans.FirstOrDefault(plan => plan.Mails >= mails) is { } plan) return plan.Month;
        var largest = price.MailPlans[^1];
        return largest.Month + ((mails - largest.Mails) / 1_000.0 * price.ThousandMoreMails);
    }
}
