using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>A row <c>invitation|{number}</c>, opened: the person, and whether the invitation was written.</summary>
sealed record InvitationRow(Invitation Invitation, DateTimeOffset? InvitedAt, string Partition, string Row, ETag ETag)
{
    public int Number => Invitation.Number;

    /// <summary>How the mail addresses its reader; an organisation's general address has no person's name.</summary>
    public string Addressed => Invitation.Contact.Length > 0 ? Invitation.Contact : Invitation.Organisation;

    public static async Task<List<InvitationRow>> ReadAsync(CampaignTables tables, Campaign campaign, DataKey key, CancellationToken cancellation)
    {
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.Invitations, cancellation);
        return [.. rows.Select(row => new InvitationRow(
            SealedRow.Open<Invitation>(row, key), row.GetDateTimeOffset(nameof(InvitedAt)), row.PartitionKey, row.RowKey, row.ETag))];
    }

    public TableTransactionAction MarkInvited(DateTimeOffset now) =>
        new(TableTransactionActionType.UpdateMerge, new TableEntity(Partition, Row) { [nameof(InvitedAt)] = now }, ETag);
}

/// <summary>The rows <c>reminder|{reminder}|{invitation}</c>: the fact that this person was reminded.</summary>
static class ReminderRow
{
    public static TableTransactionAction Insert(string campaignId, int reminder, int invitation, DateTimeOffset now) =>
        new(TableTransactionActionType.Add, new TableEntity(campaignId, Rows.Reminder(reminder, invitation)) { ["RemindedAt"] = now });

    /// <summary>Who was reminded, by number of the invitation, and when.</summary>
    /// <param name="reminder">Null: the latest of all.</param>
    public static async Task<Dictionary<int, (int Times, DateTimeOffset Last)>> ReadAsync(
        CampaignTables tables, string campaignId, int? reminder, CancellationToken cancellation)
    {
        var prefix = reminder is { } number ? Rows.Reminder(number, 0)[..^4] : Rows.Reminders;
        var rows = await tables.Campaigns.WithPrefixAsync(campaignId, prefix, cancellation);
        return rows
            .GroupBy(row => int.Parse(row.RowKey.AsSpan(row.RowKey.LastIndexOf('|') + 1), System.Globalization.CultureInfo.InvariantCulture))
            .ToDictionary(group => group.Key, group => (group.Count(), group.Max(row => row.GetDateTimeOffset("RemindedAt")!.Value)));
    }
}
