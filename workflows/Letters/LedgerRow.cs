using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Letters;

/// <summary>A row of the ledger as it is stored. Its states change only along <see cref="LetterTransitions"/>.</summary>
internal sealed partial class LedgerRow : ITableEntity
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
    /// <summary>SHA-256 of the attached document, in lower-case hexadecimal; null without one, and for letters of earlier versions.</summary>
    public string? PdfHash { get; set; }
    /// <summary>SHA-256 of the mail's plain text, likewise; null for letters of earlier versions, and after the purge like the other.</summary>
    public string? WordsHash { get; set; }
    /// <summary>What the mail service said, or why a person acted: words that may name somebody, so they are sealed.</summary>
    public byte[]? SealedReason { get; set; }
    /// <summary>When a person decided not to send the letter again although its outcome is unknown.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    public LetterState StateNow() => Enum.Parse<LetterState>(State);

    /// <summary>A stale claim reads as unknown, whether or not anybody has come by to write that down.</summary>
    public static LetterState StateAt(LetterState written, DateTimeOffset claimedAt, DateTimeOffset now) =>
        written == LetterState.Claimed && now - claimedAt > LetterLedger.ClaimLifetime ? LetterState.Unknown : written;

    /// <param name="key">Null when the campaign was purged.</param>
    public string? Reason(DataKey? key) => SealedReason is { } words ? key?.Open<string>(words, Context) : null;

    public void Say(string? reason, DataKey? key) => SealedReason = reason is null ? null : key?.Seal(reason, Context);

    string Context => $"{PartitionKey}|{RowKey}|{nameof(SealedReason)}";

    public void Holds(LetterSeal? seal) => (PdfHash, WordsHash) = (seal?.PdfHash, seal?.WordsHash);

    public LetterKey Letter() => new(PartitionKey, Round, Addressee, Attempt);

    /// <summary>A row that storage lost: the letter may have left.</summary>
    public static LedgerRow Lost(LetterKey key, DataKey? seal, DateTimeOffset now)
    {
        var row = Claim(key, now);
        row.State = nameof(LetterState.Unknown);
        row.Say("storage lost what it knew about this letter", seal);
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
