using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>A row <c>invitation|{number}</c>, opened: the person, and whether the invitation was written.</summary>
sealed record InvitationRow(Invitation Invitation, DateTimeOffset? InvitedAt, string Partition, string Row, ETag ETag)
{
    public int Number => Invitation.Number;

    /// <summary>How the mail addresses its reader; an organisation's general address has no person's name.</summary>
    public string Addressed => AddressedIn(Invitation);

    public static string AddressedIn(Invitation invitation) => invitation.Contact.Length > 0 ? invitation.Contact : invitation.Organisation;

    public static async Task<List<InvitationRow>> ReadAsync(CampaignTables tables, Campaign campaign, DataKey key, CancellationToken cancellation)
    {
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.Invitations, cancellation);
        return [.. rows.Select(row => Of(row, key))];
    }

    public static async Task<InvitationRow?> FindAsync(CampaignTables tables, Campaign campaign, int number, DataKey key, CancellationToken cancellation)
    {
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(campaign.Id, Rows.Invitation(number), cancellationToken: cancellation);
        return row.HasValue ? Of(row.Value!, key) : null;
    }

    static InvitationRow Of(TableEntity row, DataKey key) => new(
        SealedRow.Open<Invitation>(row, key), row.GetDateTimeOffset(nameof(InvitedAt)), row.PartitionKey, row.RowKey, row.ETag);

    /// <summary>Another address in the place of the present one.</summary>
    public TableTransactionAction Replace(Invitation next, DataKey key) =>
        new(TableTransactionActionType.UpdateMerge, SealedRow.Of(Partition, Row, next, key), ETag);

    public TableTransactionAction MarkInvited(DateTimeOffset now) =>
        new(TableTransactionActionType.UpdateMerge, new TableEntity(Partition, Row) { [nameof(InvitedAt)] = now }, ETag);
}

/// <summary>The rows <c>reminder|{reminder}|{invitation}</c>: the fact that this person was reminded.</summary>
static class ReminderRow
{
    public static TableTransactionAction Insert(string campaignId, int reminder, int invitation, DateTimeOffset now) =>
        new(TableTransactionActionType.Add, new TableEntity(campaignId, Rows.Reminder(reminder, invitation)) { ["RemindedAt"] = now });

    /// <summary>Who was reminded, by number of the invitation: of which reminders, and when of the latest.</summary>
    /// <param name="reminder">Null: of all.</param>
    public static async Task<Dictionary<int, (ImmutableArray<int> Reminders, DateTimeOffset Last)>> ReadAsync(
        CampaignTables tables, string campaignId, int? reminder, CancellationToken cancellation)
    {
        var prefix = reminder is { } number ? Rows.Reminder(number, 0)[..^4] : Rows.Reminders;
        var rows = await tables.Campaigns.WithPrefixAsync(campaignId, prefix, cancellation);
        return rows
            .GroupBy(row => Part(row, 2))
            .ToDictionary(group => group.Key, group => (group.Select(row => Part(row, 1)).ToImmutableArray(), group.Max(row => row.GetDateTimeOffset("RemindedAt")!.Value)));
    }

    static int Part(TableEntity row, int part) => int.Parse(row.RowKey.Split('|')[part], CultureInfo.InvariantCulture);
}
