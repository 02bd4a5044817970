using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>A bound that others set, and how near this installation has come to it.</summary>
/// <param name="Name"><c>Property</c>, <c>Row</c>, <c>Transaction</c>, <c>Disk</c> (bytes), or <c>Recipients</c> (of one request to the mail service).</param>
public sealed record NearLimit(string Name, long Value, long Most)
{
    const int NearPerCent = 80;
    const long Property = 64 * 1024, Row = 1024 * 1024, Transaction = 4 * 1024 * 1024;

    [JsonIgnore]
    public int PerCent => (int)(Value * 100 / Math.Max(1, Most));
    [JsonIgnore]
    public bool IsNear => PerCent >= NearPerCent;
    [JsonIgnore]
    public bool IsInBytes => Name != "Recipients";

    /// <summary>What can be measured for nothing. What was not seen yet is left out.</summary>
    public static ImmutableArray<NearLimit> Of((long Property, long Row) largest, StorageService storage, MailService mail, DiskSpace? disk) =>
    [
        .. new NearLimit[]
        {
            new("Property", largest.Property, Property), new("Row", largest.Row, Row), new("Transaction", storage.LargestTransaction, Transaction),
            new("Recipients", mail.MostRecipients, BulkMail.Most), new("Disk", disk?.Used ?? 0, disk?.Total ?? 0),
        }.Where(one => one.Value > 0),
    ];
}
