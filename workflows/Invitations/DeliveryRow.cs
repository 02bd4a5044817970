using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>A row <c>delivery|{place}|{invitation}</c>: what the mail service told of the mails to one address.</summary>
/// <param name="Reason">The receiving system's words, which may name somebody: sealed where they are stored.</param>
sealed record DeliveryRow(int Number, int Place, MailState State, DateTimeOffset ChangedAt, string? Reason, ETag ETag)
{
    public static async Task<DeliveryRow?> FindAsync(CampaignTables tables, InvitationKey address, DataKey key, CancellationToken cancellation)
    {
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(
            address.CampaignId, Rows.Delivery(address.Place, address.Number), cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!, key) : null;
    }

    public static async Task<ILookup<int, DeliveryRow>> ReadAsync(CampaignTables tables, string campaignId, DataKey key, CancellationToken cancellation) =>
        (await tables.Campaigns.WithPrefixAsync(campaignId, Rows.Deliveries, cancellation)).Select(row => Read(row, key)).ToLookup(row => row.Number);

    /// <summary>Insert, or replacement that fails when somebody else was faster.</summary>
    public TableTransactionAction Write(string campaignId, DataKey key)
    {
        var row = new TableEntity(campaignId, Rows.Delivery(Place, Number)) { ["State"] = State.ToString(), ["ChangedAt"] = ChangedAt, ["Place"] = Place, ["Number"] = Number };
        if (Reason is not null) row["SealedReason"] = key.Seal(Reason, Context(row));
        return ETag == default ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, ETag);
    }

    static DeliveryRow Read(TableEntity row, DataKey key) => new(
        row.GetInt32("Number")!.Value, row.GetInt32("Place")!.Value, Enum.Parse<MailState>(row.GetString("State")!), row.GetDateTimeOffset("ChangedAt")!.Value,
        row.GetBinary("SealedReason") is { } reason ? key.Open<string>(reason, Context(row)) : null, row.ETag);

    static string Context(TableEntity row) => $"{row.PartitionKey}|{row.RowKey}|SealedReason";
}
