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
    /// <summary>What the mail service said, or why a person acted.</summary>
    public string? Reason { get; set; }
    /// <summary>When a person decided not to send the letter again although its outcome is unknown.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public LetterState StateNow() => Enum.Parse<LetterState>(State);

    public LetterKey Letter() => new(PartitionKey, Round, Addressee, Attempt);

    /// <summary>A row that storage lost: the letter may have left.</summary>
    public static LedgerRow Lost(LetterKey key, DateTimeOffset now)
    {
        var row = Claim(key, now);
        (row.State, row.Reason) = (nameof(LetterState.Unknown), "storage lost what it knew about this letter");
        return row;
    }

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
