using Azure.Data.Tables;
using Campaigns.Networks;
using Campaigns.Storage;

namespace Campaigns.Backup;

/// <summary>What is copied and restored as a whole.</summary>
public enum CopyKind { Campaign, Draft, Network }

/// <param name="Id">16 characters of base32; of templates that belong to no network <c>unassigned</c>.</param>
/// <param name="Shards">How many partitions the book of a campaign has; 0 for everything else.</param>
public sealed record CopyUnit(CopyKind Kind, string Id, int Shards = 0)
{
    /// <summary>Null for text that names nothing.</summary>
    public static CopyUnit? Of(string? kind, string? id) =>
        Enum.TryParse<CopyKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) && id is not null && !int.TryParse(kind, out _)
        && (CampaignId.Is(id) || (known == CopyKind.Network && id == NetworkRows.Unassigned)) ? new(known, id) : null;

    /// <summary>Where its own rows are, and where it says that it is being restored.</summary>
    internal CopyPlace Home => new(Kind == CopyKind.Network ? "Networks" : "Campaigns", Id);

    /// <summary>The row that makes it exist; a restore writes it last.</summary>
    internal (CopyPlace Place, string Row) Deciding => Kind switch
    {
        CopyKind.Campaign => (Home, Rows.Campaign),
        CopyKind.Draft => (Home, Drafting.DraftRows.Draft),
        _ when Id == NetworkRows.Unassigned => (Home, Rows.Key),
        _ => (new("Networks", NetworkRows.Index), Id),
    };
}

/// <summary>A partition that copies have: of <c>Campaigns</c>, <c>Signatures</c> or <c>Networks</c>.</summary>
public sealed record CopyPlace(string Table, string Partition)
{
    /// <summary>Null for names that no partition has which is copied.</summary>
    public static CopyPlace? Of(string? table, string? partition) => (table, partition) switch
    {
        ("Campaigns", { } id) when CampaignId.Is(id) => new(table, id),
        ("Signatures", { } shard) when shard.Split('-') is [var id, { Length: 3 } number] && CampaignId.Is(id) && number.All(char.IsAsciiDigit) => new(table, shard),
        ("Networks", { } id) when NetworkRows.IsId(id) || id is NetworkRows.Unassigned or NetworkRows.Index => new(table, id),
        _ => null,
    };

    /// <summary>The id of what the partition belongs to.</summary>
    public string Owner => ShardKeys.CampaignOf(Partition);

    internal TableClient In(CampaignTables tables) => Table switch
    {
        "Campaigns" => tables.Campaigns,
        "Signatures" => tables.Signatures,
        _ => tables.Networks,
    };

    /// <summary>Filter for its rows after one of this name; empty: for all.</summary>
    internal string Filter(string after) => TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after}");
}
