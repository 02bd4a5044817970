using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Deliveries;

/// <summary>Reads letters and mails where they are stored: in the partition of a campaign, of a shard of its book, of a draft, or of the sign-in links.</summary>
static class DeliveryRows
{
    /// <summary>Of the table <c>Access</c>.</summary>
    public const string SignIn = "outbox";

    public static readonly ImmutableArray<string> Prefixes = [Rows.Letters, Rows.Mails, Rows.OutboxRows];

    static readonly string[] Columns =
        ["RowKey", "PartitionKey", "Kind", "State", "ChangedAt", "Attempts", "Reason", "Round", "Addressee", "Attempt", "ClaimedAt", "CreatedAt", "LeaseUntil"];

    public static TableClient TableOf(CampaignTables tables, string partition) =>
        partition == SignIn ? tables.Access : IsShard(partition) ? tables.Signatures : tables.Campaigns;

    static bool IsShard(string partition) => partition.Contains('-', StringComparison.Ordinal);

    /// <summary>Where the campaign's letters and mails are.</summary>
    public static IEnumerable<string> PartitionsOf(Campaign campaign) => ShardKeys.All(campaign).Prepend(campaign.Id);

    /// <summary>All of a partition, in the order of the rows' names.</summary>
    /// <param name="state">Null: in all states; otherwise what cannot be in it is not read.</param>
    /// <param name="after">Name of the last row that is known already; empty: from the beginning.</param>
    public static async IAsyncEnumerable<Delivery> ReadAsync(
        CampaignTables tables, string partition, DeliveryState? state, string after, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = TableOf(tables, partition);
        var told = partition == SignIn || IsShard(partition) || state == DeliveryState.Waiting ? [] : await ToldAsync(table, partition, cancellation);
        foreach (var prefix in Prefixes.Where(prefix => CanHold(partition, prefix, state)))
        {
            if (string.CompareOrdinal(prefix, after) < 0 && !after.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var filter = Rows.Filter(partition, prefix) + (after.Length > 0 ? TableClient.CreateQueryFilter($" and RowKey gt {after}") : "") + Pushed(partition, prefix, state);
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: Columns, cancellationToken: cancellation))
                if (Of(row, told, now) is var one && (state is null || state == one.State)) yield return one;
        }
    }

    /// <summary>One, as it is now; null when there is no such row any more.</summary>
    public static async Task<(Delivery Delivery, Azure.ETag ETag)?> FindAsync(CampaignTables tables, DeliveryKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        var table = TableOf(tables, key.Partition);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, Columns, cancellation);
        if (!row.HasValue) return null;
        var told = table.Name == tables.Campaigns.Name && key.Row.StartsWith(Rows.Mails, StringComparison.Ordinal) ? await ToldAsync(table, key.Partition, cancellation) : [];
        return (Of(row.Value!, told, now), row.Value!.ETag);
    }

    static bool CanHold(string partition, string prefix, DeliveryState? state) => prefix switch
    {
        Rows.Letters => partition != SignIn && !IsShard(partition),
        Rows.Mails => state != DeliveryState.Waiting,
        _ => state is null or DeliveryState.Waiting,
    };

    /// <summary>Of a shard storage itself can choose: there is nothing that the webhook told of its mails.</summary>
    static string Pushed(string partition, string prefix, DeliveryState? state) =>
        prefix != Rows.Mails || !IsShard(partition) || state is not { } one ? ""
        : one switch
        {
            DeliveryState.Accepted => " and State eq 'Sent'",
            DeliveryState.Refused => " and State eq 'Rejected'",
            _ => " and State ne 'Sent' and State ne 'Rejected'",
        };

    /// <summary>What the mail service told of the mails to an address of an invitation.</summary>
    static async Task<Dictionary<string, (MailState State, DateTimeOffset At)>> ToldAsync(TableClient table, string partition, CancellationToken cancellation) =>
        (await table.WithPrefixAsync(partition, Rows.Deliveries, cancellation, ["State", "ChangedAt", "Place", "Number"])).ToDictionary(
            row => InvitationMail.Id(row.GetInt32("Place")!.Value, row.GetInt32("Number")!.Value),
            row => (Enum.Parse<MailState>(row.GetString("State")!), row.GetDateTimeOffset("ChangedAt")!.Value), StringComparer.Ordinal);

    static Delivery Of(TableEntity row, Dictionary<string, (MailState State, DateTimeOffset At)> told, DateTimeOffset now)
    {
        if (row.RowKey.StartsWith(Rows.Letters, StringComparison.Ordinal)) return Letter(row, now);
        var waits = row.RowKey.StartsWith(Rows.OutboxRows, StringComparison.Ordinal);
        var id = row.RowKey[(waits ? Rows.OutboxRows : Rows.Mails).Length..];
        var at = (waits ? row.GetDateTimeOffset("CreatedAt") : row.GetDateTimeOffset("ChangedAt")) ?? default;
        var attempts = row.GetInt32("Attempts") ?? 0;
        var (state, changed) = waits ? (DeliveryState.Waiting, at) : told.TryGetValue(id, out var heard) ? Heard(row.GetString("State"), at, heard) : (DeliveryStates.OfMail(row.GetString("State")), at);
        var (number, place) = InvitationOf(id);
        return new(new(row.PartitionKey, row.RowKey, waits ? attempts : at.UtcTicks), DeliveryStates.KindOf(row.GetString("Kind")), state, changed, attempts)
        {
            Number = number,
            Place = place,
            NextAt = waits ? row.GetDateTimeOffset("LeaseUntil") : null,
            Said = row.GetString("Reason"),
            Campaign = CampaignOf(row.PartitionKey),
        };
    }

    static (DeliveryState State, DateTimeOffset At) Heard(string? written, DateTimeOffset at, (MailState State, DateTimeOffset At) heard)
    {
        var state = MailStates.After(MailStates.OfWritten(written), heard.State);
        return (DeliveryStates.Of(state), state == heard.State ? heard.At : at);
    }

    static Delivery Letter(TableEntity row, DateTimeOffset now)
    {
        var state = LedgerRow.StateAt(Enum.Parse<LetterState>(row.GetString("State")!), row.GetDateTimeOffset("ClaimedAt")!.Value, now);
        var (round, attempt) = (row.GetInt32("Round")!.Value, row.GetInt32("Attempt")!.Value);
        var kind = FollowUps.Is(round) ? DeliveryKind.OfficeReminder : DeliveryKind.Letter;
        return new(new(row.PartitionKey, row.RowKey, attempt), kind, DeliveryStates.Of(state), row.GetDateTimeOffset("ChangedAt")!.Value, attempt)
        {
            Letter = state,
            Round = round,
            Number = row.GetInt32("Addressee")!.Value,
            Campaign = row.PartitionKey,
        };
    }

    /// <summary>Number and place of an invitation, as <see cref="InvitationMail.Id"/> writes them; (0, 0) for other mails.</summary>
    static (int Number, int Place) InvitationOf(string id) => id.Split('-') switch
    {
        ["invitation", var number] => (Read(number), 0),
        ["invitation", var place, var number] => (Read(number), Read(place)),
        ["reminder", _, var number] => (Read(number), 0),
        _ => (0, 0),
    };

    static int Read(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Null for sign-in links; a draft's id for its mails, as for a campaign: whoever shows them looks whether there is one.</summary>
    static string? CampaignOf(string partition) => partition == SignIn ? null : ShardKeys.CampaignOf(partition);
}
