using System.Globalization;

namespace Campaigns.Storage;

/// <summary>The partitions of a campaign's signature book: <c>{campaign}-{shard}</c>.</summary>
public static class ShardKeys
{
    public static string Partition(string campaignId, int shard) => string.Create(CultureInfo.InvariantCulture, $"{campaignId}-{shard:D3}");

    /// <summary>Where the signature with this id (keyed hash, base32) lives. Changing this loses signatures.</summary>
    public static string PartitionOf(Campaign campaign, string signatureId) => Partition(campaign.Id, ShardOf(signatureId, campaign.Shards));

    public static int ShardOf(string signatureId, int shards) =>
        signatureId.Take(6).Aggregate(0, (value, c) => (value << 5) | Base32.ValueOf(c)) % shards;

    public static IEnumerable<string> All(Campaign campaign) => Enumerable.Range(0, campaign.Shards).Select(shard => Partition(campaign.Id, shard));

    /// <summary>The campaign whose book the partition belongs to (or the campaign itself, for a partition without a shard).</summary>
    public static string CampaignOf(string partition) => partition.Split('-')[0];
}
