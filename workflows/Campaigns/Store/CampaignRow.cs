using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>A campaign as it was read, with what is needed to write it back.</summary>
sealed record StoredCampaign(Campaign Campaign, ETag ETag, byte[] SealedCoordinator);

/// <summary>
/// The row <c>campaign</c>. <c>State</c> is the record as JSON (renaming a property of it breaks campaigns in flight);
/// <c>Phase</c> and <c>DueAt</c> repeat what an operator wants to query.
/// </summary>
static class CampaignRow
{
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    // Waiting for a person sorts behind everything that has a time.
    static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TableEntity Of(Campaign campaign) => new(campaign.Id, Rows.Campaign)
    {
        ["State"] = JsonSerializer.Serialize(campaign, Json),
        ["Phase"] = campaign.Phase.ToString(),
        ["DueAt"] = Plan.Next(campaign).DueAt ?? (Retention.IsResting(campaign) ? Retention.EndsAt(campaign) : Never),
    };

    public static StoredCampaign Read(TableEntity row) => new(
        JsonSerializer.Deserialize<Campaign>(row.GetString("State")!, Json)!, row.ETag, row.GetBinary("Coordinator") ?? []);

    public static TableEntity WithCoordinator(this TableEntity row, DataKey key, string address)
    {
        row["Coordinator"] = key.Seal(address, CoordinatorContext(row.PartitionKey));
        return row;
    }

    public static string Coordinator(this StoredCampaign stored, DataKey key) =>
        key.Open<string>(stored.SealedCoordinator, CoordinatorContext(stored.Campaign.Id));

    static string CoordinatorContext(string id) => $"{id}|{Rows.Campaign}|Coordinator";
}
