using Azure;
using Azure.Data.Tables;
using Campaigns.Abuse;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>A signature as its row holds it: the person sealed. <see cref="ETag"/> is default for one that is not stored yet.</summary>
internal sealed record BookRow(string Partition, string Id)
{
    public SignatoryKind Kind { get; init; }
    public string Country { get; init; } = "";
    public Publication Publication { get; init; }
    public string Language { get; init; } = "";
    public SignatureState State { get; init; }
    public byte[] Person { get; init; } = [];
    /// <summary>Keyed hash of the organisation's normalised name and country: counts organisations without opening them.</summary>
    public string OrganisationKey { get; init; } = "";
    public string TextHash { get; init; } = "";
    public int? Invitation { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    /// <summary>The last time that somebody asked with this address, whether or not it led to a mail.</summary>
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? MailedAt { get; init; }
    /// <summary>How many mails this address got; numbers them.</summary>
    public int Mails { get; init; }
    /// <summary>When the one reminder to confirm was written.</summary>
    public DateTimeOffset? RemindedAt { get; init; }
    /// <summary>Number of the last move of the deadline that the person was told of.</summary>
    public int? ToldMove { get; init; }
    /// <summary>And the deadline that was told.</summary>
    public DateTimeOffset? ToldClosesAt { get; init; }
    /// <summary>When the notice of the campaign's cancellation was written.</summary>
    public DateTimeOffset? CancelNoticeAt { get; init; }
    /// <summary>When the person withdrew after the letters had left. The row stays confirmed: it was counted, and stands in the letters.</summary>
    public DateTimeOffset? LeftAt { get; init; }
    /// <summary>When the person asked for updates by mail; null: they did not, or want none any more. Until the address has confirmed only a wish.</summary>
    public DateTimeOffset? UpdatesAt { get; init; }
    /// <summary>When they wanted no more of them.</summary>
    public DateTimeOffset? UpdatesEndedAt { get; init; }
    /// <summary>The last update that was written to them; 0: none.</summary>
    public int UpdatedThrough { get; init; }
    /// <summary>Why a person has to look at it before it counts.</summary>
    public Doubts Doubts { get; init; }
    /// <summary>What was done to it together with others, the latest last; each can be taken back.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];
    /// <summary>When the person had themselves removed; then <see cref="Person"/> is empty.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
    public ETag ETag { get; init; }

    /// <summary>Sorts as the rows of all shards do, one shard after the other.</summary>
    public string Place => $"{Partition}|{Id}";

    public bool HasSigned => State is SignatureState.Confirmed or SignatureState.InVetting;

    public BookRow WithDetails(DataKey key, SignatoryDetails details) => this with
    {
        Person = key.Seal(details, Context),
        OrganisationKey = details.Organisation.Length == 0 ? "" : OrganisationKeyOf(key, details.Organisation, Country),
    };

    public static string OrganisationKeyOf(DataKey key, string organisation, string country) =>
        key.Hash("organisation", OrganisationName.Key(organisation, country));

    public SignatoryDetails Details(DataKey key) => ErasedAt is null ? key.Open<SignatoryDetails>(Person, Context) : SignatoryDetails.Nobody;

    /// <param name="counts">The list is frozen and the signature stands on it: what is counted stays.</param>
    public BookRow Erased(DateTimeOffset now, bool counts) => new BookRow(Partition, Id)
    {
        Kind = Kind,
        Country = counts ? Country : "",
        Publication = Publication.NameWithheld,
        State = counts ? State : SignatureState.Erased,
        OrganisationKey = counts ? OrganisationKey : "",
        TextHash = counts ? TextHash : "",
        RequestedAt = RequestedAt,
        AskedAt = now,
        ConfirmedAt = counts ? ConfirmedAt : null,
        Mails = Mails,
        LeftAt = counts ? LeftAt : null,
        ErasedAt = now,
        ETag = ETag,
    };

    public bool IsOpenedBy(DataKey key)
    {
        try
        {
            return Details(key) is not null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    public Signature Open(DataKey key) => new(
        Id, Kind, Country, Publication, Language, State, Details(key), TextHash, Invitation, RequestedAt, ConfirmedAt)
    {
        LeftAt = LeftAt,
        ErasedAt = ErasedAt,
        UpdatesAt = UpdatesAt,
        Doubts = Doubts,
    };

    /// <summary>The whole row: an insert, or a replacement that fails when somebody else was faster.</summary>
    public TableTransactionAction Write() => ETag == default
        ? new(TableTransactionActionType.Add, Entity())
        : new(TableTransactionActionType.UpdateReplace, Entity(), ETag);

    public static BookRow Read(TableEntity row) => new(row.PartitionKey, row.RowKey[Rows.Signatures.Length..])
    {
        Kind = Enum.Parse<SignatoryKind>(row.GetString("Kind")!),
        Country = row.GetString("Country")!,
        Publication = Enum.Parse<Publication>(row.GetString("Publication")!),
        Language = row.GetString("Language")!,
        State = Enum.Parse<SignatureState>(row.GetString("State")!),
        Person = row.GetBinary("Person")!,
        OrganisationKey = row.GetString("OrganisationKey")!,
        TextHash = row.GetString("TextHash")!,
        Invitation = row.GetInt32("Invitation"),
        RequestedAt = row.GetDateTimeOffset("RequestedAt")!.Value,
        AskedAt = row.GetDateTimeOffset("AskedAt")!.Value,
        ConfirmedAt = row.GetDateTimeOffset("ConfirmedAt"),
        MailedAt = row.GetDateTimeOffset("MailedAt"),
        Mails = row.GetInt32("Mails") ?? 0,
        RemindedAt = row.GetDateTimeOffset("RemindedAt"),
        ToldMove = row.GetInt32("ToldMove"),
        ToldClosesAt = row.GetDateTimeOffset("ToldClosesAt"),
        CancelNoticeAt = row.GetDateTimeOffset("CancelNoticeAt"),
        LeftAt = row.GetDateTimeOffset("LeftAt"),
        ErasedAt = row.GetDateTimeOffset("ErasedAt"),
        UpdatesAt = row.GetDateTimeOffset("UpdatesAt"),
        UpdatesEndedAt = row.GetDateTimeOffset("UpdatesEndedAt"),
        UpdatedThrough = row.GetInt32("UpdatedThrough") ?? 0,
        Doubts = row.GetString("Doubts") is { } doubts ? Enum.Parse<Doubts>(doubts) : Doubts.None,
        Marks = Mark.ReadAll(row.GetString("Marks")),
        ETag = row.ETag,
    };

    string Context => $"{Partition}|{Rows.Signature(Id)}|Person";

    /// <summary>As it is stored.</summary>
    public TableEntity Entity()
    {
        var row = new TableEntity(Partition, Rows.Signature(Id))
        {
            ["Kind"] = Kind.ToString(),
            ["Country"] = Country,
            ["Publication"] = Publication.ToString(),
            ["Language"] = Language,
            ["State"] = State.ToString(),
            ["Person"] = Person,
            ["OrganisationKey"] = OrganisationKey,
            ["TextHash"] = TextHash,
            ["RequestedAt"] = RequestedAt,
            ["AskedAt"] = AskedAt,
            ["Mails"] = Mails,
        };
        if (Invitation is { } invitation) row["Invitation"] = invitation;
        if (ConfirmedAt is { } confirmed) row["ConfirmedAt"] = confirmed;
        if (MailedAt is { } mailed) row["MailedAt"] = mailed;
        if (RemindedAt is { } reminded) row["RemindedAt"] = reminded;
        if (ToldMove is { } told) row["ToldMove"] = told;
        if (ToldClosesAt is { } deadline) row["ToldClosesAt"] = deadline;
        if (CancelNoticeAt is { } noticed) row["CancelNoticeAt"] = noticed;
        if (LeftAt is { } left) row["LeftAt"] = left;
        if (ErasedAt is { } erased) row["ErasedAt"] = erased;
        if (UpdatesAt is { } asked) row["UpdatesAt"] = asked;
        if (UpdatesEndedAt is { } ended) row["UpdatesEndedAt"] = ended;
        if (UpdatesAt is not null || UpdatedThrough > 0) row["UpdatedThrough"] = UpdatedThrough; // a filter finds no row without it
        if (Doubts != Doubts.None) row["Doubts"] = Doubts.ToString();
        if (Marks.Count > 0) row["Marks"] = Mark.WriteAll(Marks);
        return row;
    }
}
