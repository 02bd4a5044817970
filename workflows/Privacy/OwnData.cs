using Azure.Data.Tables;
using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Privacy;

/// <summary>All that is stored of one person in one campaign, in clear, for that person. Instants are UTC; null: nothing of the kind.</summary>
/// <param name="KeptUntil">When it is destroyed, or by plan will be; null when that is not known yet.</param>
public sealed record PersonsData(
    string Format, string Campaign, string Title, DateTimeOffset? KeptUntil, PersonsSignature? Signature,
    IReadOnlyList<PersonsInvitation> Invitations, IReadOnlyList<PersonsMessage> Messages);

/// <param name="Id">Keyed hash of the address: the name of the row.</param>
/// <param name="OrganisationId">Keyed hash of the organisation's name and country.</param>
/// <param name="AskedAt">When somebody last typed the address into the form.</param>
public sealed record PersonsSignature(
    string Id, string OrganisationId, SignatoryKind Kind, string Organisation, string Name, string Role, string Email, string Country, Publication Publication,
    string Language, SignatureState State, string TextHash, int? Invitation, DateTimeOffset RequestedAt, DateTimeOffset AskedAt, DateTimeOffset? ConfirmedAt,
    DateTimeOffset? MailedAt, int Mails, DateTimeOffset? CancelNoticeAt)
{
    public string Pseudonym { get; init; } = "";
    public string Website { get; init; } = "";
    public bool NeutralMail { get; init; }
    public DateTimeOffset? RemindedAt { get; init; }
    /// <summary>When they asked for updates, and when they wanted no more.</summary>
    public DateTimeOffset? UpdatesAt { get; init; }
    public DateTimeOffset? UpdatesEndedAt { get; init; }
    /// <summary>The last update that was written to them; 0: none.</summary>
    public int UpdatedThrough { get; init; }
    /// <summary>The last move of the deadline that the person was told of, and the deadline that was told.</summary>
    public int? ToldMove { get; init; }
    public DateTimeOffset? ToldClosesAt { get; init; }
    /// <summary>When the person withdrew after the letters had left.</summary>
    public DateTimeOffset? LeftAt { get; init; }
    /// <summary>Why the coordinator is to look at it.</summary>
    public IReadOnlyList<Doubts> Doubts { get; init; } = [];
    /// <summary>What the coordinator did to it together with others: the batch, and what the state was before.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];
}

public sealed record PersonsInvitation(
    int Number, string Organisation, string Country, string Contact, string Email, string Language, DateTimeOffset? InvitedAt)
{
    public string? TimeZone { get; init; }
    public string? Phone { get; init; }
}

/// <summary>A message, or the note that one was written. What a message said is not kept once it was sent.</summary>
/// <param name="Kind">Such as ConfirmSignature; Reminder and DeadlineTold for the notes, Delivery for what the mail service told of the address.</param>
/// <param name="State">Waiting, Sent, Rejected.</param>
public sealed record PersonsMessage(string Kind, string State, DateTimeOffset? At);

/// <summary>Export of one's own data: whoever holds the link gets what is stored about the address it was sent to, and nothing of others.</summary>
public sealed class OwnData(CampaignTables tables, SignatureBook book)
{
    public const string Format1 = "campaigns-own-data-1";

    /// <summary>Null when the link opens nothing (not ours, erased, purged).</summary>
    public async Task<PersonsData?> ReadAsync(string token, CancellationToken cancellation = default)
    {
        if (await book.DoorAsync(token, cancellation) is not { } door) return null;
        var row = await book.RowAsync(door, cancellation);
        if (row is null ? door.Invitation is null : row.ErasedAt is not null) return null;
        var invitations = await OwnRows.InvitationsAsync(tables, door, cancellation);
        var messages = await OwnRows.MessagesAsync(tables, door, invitations, [Rows.OutboxRows, Rows.SetAside, Rows.Mails, Rows.Reminders, Rows.Told, Rows.Deliveries], cancellation);
        return new(Format1, door.Campaign.Id, door.Campaign.Title, Retention.EndsAt(door.Campaign), row is null ? null : Of(row, row.Details(door.Key)),
            [.. invitations.Select(invited => Of(SealedRow.Open<Invitation>(invited, door.Key), door, invited))], [.. messages.Select(one => Of(one.Row))]);
    }

    static PersonsSignature Of(BookRow row, SignatoryDetails person) => new(
        row.Id, row.OrganisationKey, row.Kind, person.Organisation, person.Name, person.Role, person.Email, row.Country, row.Publication,
        row.Language, row.State, row.TextHash, row.Invitation, row.RequestedAt, row.AskedAt, row.ConfirmedAt, row.MailedAt, row.Mails, row.CancelNoticeAt)
    {
        Pseudonym = person.Pseudonym,
        Website = person.Website,
        NeutralMail = person.Neutral,
        RemindedAt = row.RemindedAt,
        UpdatesAt = row.UpdatesAt,
        UpdatesEndedAt = row.UpdatesEndedAt,
        UpdatedThrough = row.UpdatedThrough,
        ToldMove = row.ToldMove,
        ToldClosesAt = row.ToldClosesAt,
        LeftAt = row.LeftAt,
        Doubts = [.. row.Doubts.Each()],
        Marks = row.Marks,
    };

    /// <summary>Of the addresses of an invitation only the person's own.</summary>
    static PersonsInvitation Of(Invitation invited, BookDoor door, TableEntity row)
    {
        var own = invited.Earlier.OrNone().Concat(invited.Alternates.OrNone()).Prepend(new(invited.Contact, invited.Email)).First(one => OwnRows.IsTheirs(door, one.Email));
        return new(invited.Number, invited.Organisation, invited.Country, own.Contact, own.Email, invited.Language, row.GetDateTimeOffset("InvitedAt"))
        {
            TimeZone = invited.TimeZone,
            Phone = invited.Phone,
        };
    }

    static PersonsMessage Of(TableEntity row) => row.RowKey.StartsWith(Rows.Reminders, StringComparison.Ordinal)
        ? new("Reminder", "Written", row.GetDateTimeOffset("RemindedAt"))
        : row.RowKey.StartsWith(Rows.Told, StringComparison.Ordinal) ? new("DeadlineTold", "Written", row.GetDateTimeOffset("ToldAt"))
        : row.RowKey.StartsWith(Rows.Deliveries, StringComparison.Ordinal) ? new("Delivery", row.GetString("State") ?? "", row.GetDateTimeOffset("ChangedAt"))
        : new(row.GetString("Kind") ?? "", row.GetString("State") ?? "Waiting", row.GetDateTimeOffset("ChangedAt") ?? row.GetDateTimeOffset("CreatedAt"));
}
