using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Local.Launcher;

namespace Campaigns.Bench.Scale;

/// <summary>
/// What the product needs and what it stands on, as numbers that anyone can change: docs/scale-model.json, explained in docs/scale.md.
/// What the product needs was counted by the other measurements; limits and prices are what the services publish.
/// </summary>
public sealed record ScaleModel(Limits Limits, StorageTimes Storage, SignatureNeeds Signature, CampaignNeeds Campaign, Machine Machine, Prices Prices)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <exception cref="JsonException">A number is missing, or there is one that nothing reads.</exception>
    public static ScaleModel Parse(string json) => JsonSerializer.Deserialize<ScaleModel>(json, Json)!;

    public static ScaleModel Read() => Parse(File.ReadAllText(Repository.PathTo("docs/scale-model.json")));
}

/// <summary>What others allow: rows a second of one storage account and one partition, rows and mails in a request, requests a second that the mail service
/// takes at least, activities a second of one task hub, instances of one app.</summary>
public sealed record Limits(
    double AccountPerSecond, double PartitionPerSecond, int RowsInTransaction, int MailsInRequest, double MailRequestsPerSecond, double ActivitiesPerSecond, int Instances);

/// <summary>How long one call to storage takes at least; on top comes a random time whose mean is the spread.</summary>
public sealed record StorageTimes(
    double ReadMilliseconds, double WriteMilliseconds, double MoreForEachRowMilliseconds, double SpreadMilliseconds, int RowsInQuery, double QueryMilliseconds);

/// <summary>What one confirmed signature costs, with those who ask and never confirm: a third of all who ask.</summary>
/// <param name="Shards">Partitions of a campaign's book.</param>
/// <param name="RowsAsking">Written by each who asks: the signature and its mail.</param>
/// <param name="RowsMailed">The waiting mail goes, the sent one comes.</param>
/// <param name="RowsConfirming">Besides the shard's header, which many share.</param>
/// <param name="PageViews">Pages that are looked at for each signature.</param>
/// <param name="SentKilobytes">To the reader's browser, all pages together, fonts and style once.</param>
/// <param name="MemoryKilobytes">In each instance that shows the campaign's page.</param>
public sealed record SignatureNeeds(
    int Shards, double AskedForEachConfirmed, double RowsAsking, double RowsMailed, double RowsConfirming, double ReadsAsking, double ReadsConfirming,
    double WritesAsking, double WritesMailed, double WritesConfirming, double RemindersForEachConfirmed, double PageViews, double StoredKilobytes,
    double SentKilobytes, double ProcessorMilliseconds, double MemoryKilobytes)
{
    public double Mails => AskedForEachConfirmed + RemindersForEachConfirmed;

    /// <summary>Rows written and read for one, without the headers.</summary>
    public double Rows => (AskedForEachConfirmed * (RowsAsking + ReadsAsking)) + (Mails * RowsMailed) + RowsConfirming + ReadsConfirming;

    /// <summary>Calls to storage for one while nobody else signs, when nothing is shared: the dearest case.</summary>
    public double Calls => (AskedForEachConfirmed * (WritesAsking + ReadsAsking)) + (Mails * WritesMailed) + WritesConfirming + ReadsConfirming;
}

/// <summary>What a campaign costs whoever signs it: its days, how long its rows are kept, what the app asks of storage while nothing happens, a letter.</summary>
public sealed record CampaignNeeds(
    double Days, double RetentionDays, double IdleCallsPerMinute, double LetterKilobytes, double LetterProcessorMilliseconds, double CallsForEachLetter);

public sealed record Machine(double ProcessorsForEachInstance, double ShareOfProcessor, double Gigabytes, double ShareOfMemory, double IdleGigabyteSecondsPerMinute);

public sealed record Prices(
    string Currency, double StorageForEachGigabyteAndMonth, double StorageForTenThousandCalls, double GigabyteSecond, double MillionExecutions,
    double FreeGigabyteSeconds, double FreeExecutions, double TrafficForEachGigabyte, double FreeTrafficGigabytes, IReadOnlyList<MailPlan> MailPlans, double ThousandMoreMails);

public sealed record MailPlan(int Mails, double Month);
