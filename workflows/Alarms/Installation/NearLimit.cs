using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Campaigns.Mail;

namespace Campaigns.Alarms;

/// <summary>A bound that others set, or that holds here, and how near this installation has come to it.</summary>
/// <param name="Name"><c>Property</c>, <c>Row</c>, <c>Transaction</c>, <c>Disk</c> (bytes), <c>Recipients</c> (of one request to the mail service), <c>History</c> (events of one
/// orchestration), or <c>Replies</c> (that came by mail and wait at one letter).</param>
public sealed record NearLimit(string Name, long Value, long Most)
{
    const int NearPerCent = 80;
    const long Property = 64 * 1024, Row = 1024 * 1024, Transaction = 4 * 1024 * 1024;

    /// <summary>The orchestration whose history it is; otherwise null.</summary>
    public string? Instance { get; init; }

    [JsonIgnore]
    public int PerCent => (int)(Value * 100 / Math.Max(1, Most));
    [JsonIgnore]
    public bool IsNear => PerCent >= NearPerCent;
    [JsonIgnore]
    public bool IsInBytes => Name is "Property" or "Row" or "Transaction" or "Disk";

    /// <summary>What can be measured for little. What was not seen yet is left out.</summary>
    public static ImmutableArray<NearLimit> Of((long Property, long Row) largest, InstallationFacts facts) =>
    [
        .. new NearLimit[]
        {
            new("Property", largest.Property, Property), new("Row", largest.Row, Row), new("Transaction", facts.Storage.LargestTransaction, Transaction),
            new("Recipients", facts.Mail.MostRecipients, BulkMail.Most), new("History", facts.Longest?.Events ?? 0, HistoryWatch.MostEvents) { Instance = facts.Longest?.Instance },
            new("Replies", facts.RepliesWaiting, Limits.Replies), new("Disk", facts.Disk?.Used ?? 0, facts.Disk?.Total ?? 0),
        }.Where(one => one.Value > 0),
    ];
}
