using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Letters;

/// <summary>A row of the ledger as it is stored. Its states change only along <see cref="LetterTransitions"/>.</summary>
internal sealed class LedgerRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";
    public string RowKey { get; set; } = "";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    public int Round { get; set; }
    public int Addressee { get; set; }
    public int Attempt { get; set; }
    public string State { get; set; } = "";
    public DateTimeOffset ClaimedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string? MessageId { get; set; }
    /// <summary>What the receiving system said, or why a person acted. Sealed: such words name people and addresses.</summary>
    public byte[]? SealedReason { get; set; }
    /// <summary>The same in clear, in rows from before it was sealed; never written any more.</summary>
    public string? Reason { get; set; }
    /// <summary>When a person decided not to send the letter again although its outcome is unknown.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public LetterState StateNow() => Enum.Parse<LetterState>(State);

    /// <param name="key">Null after the purge: then nothing is kept.</param>
    public void Seal(string? reason, DataKey? key)
    {
        Reason = null;
        SealedReason = reason is null || key is null ? null : key.Seal(reason, Context);
    }

    public string? ReasonNow(DataKey? key) => SealedReason is { } words && key is not null ? key.Open<string>(words, Context) : Reason;

    string Context => $"{PartitionKey}|{RowKey}|{nameof(SealedReason)}";

    public static LedgerRow Claim(LetterKey key, DateTimeOffset now) => new()
    {
        PartitionKey = key.CampaignId,
        RowKey = Rows.Letter(key.Round, key.Addressee),
        Round = key.Round,
        Addressee = key.Addressee,
        Attempt = key.Attempt,
        State = nameof(LetterState.Claimed),
        ClaimedAt = now,
        ChangedAt = now,
    };
}
