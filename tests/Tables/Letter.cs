using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Campaigns.Tests.Tables;

public enum Tone
{
    Plain,
    Urgent,
}

/// <summary>A row with a property of every kind.</summary>
public sealed class Letter : ITableEntity
{
    public string PartitionKey { get; set; } = "p";
    public string RowKey { get; set; } = "r";
    public DateTimeOffset? Timestamp { get; set; }
    public ETag ETag { get; set; }

    public string? Text { get; set; }
    public int Whole { get; set; }
    public long Big { get; set; }
    public double Real { get; set; }
    public bool Bool { get; set; }
    public Guid Id { get; set; }
    public DateTimeOffset Instant { get; set; }
    public DateTime Utc { get; set; } = DateTime.UnixEpoch;
    public byte[]? Bytes { get; set; }
    public BinaryData? Data { get; set; }
    public Tone Tone { get; set; }

    public int? MaybeWhole { get; set; }
    public long? MaybeBig { get; set; }
    public double? MaybeReal { get; set; }
    public bool? MaybeBool { get; set; }
    public Guid? MaybeId { get; set; }
    public DateTimeOffset? MaybeInstant { get; set; }
    public Tone? MaybeTone { get; set; }

    [DataMember(Name = "Renamed")]
    public string? Own { get; set; }

    [IgnoreDataMember]
    public string? Unstored { get; set; }

    public string Computed => $"{Text}!";

    public string? OnlyAtBirth { get; init; }
}
