namespace Campaigns.Signatures;

public enum SignatoryKind { Organisation, Individual }

/// <summary>What the public may see of a signatory.</summary>
public enum Publication
{
    /// <summary>Name and country, for everyone.</summary>
    Public,
    /// <summary>Counted; everyone, the addressees too, sees "name withheld" and the country.</summary>
    NameWithheld,
    /// <summary>The addressees see the name; the public sees "name withheld" and the country.</summary>
    AddresseeOnly,
    /// <summary>Everyone, the addressees too, sees a name that the person chose, marked as a pseudonym.</summary>
    Pseudonym,
}

public enum SignatureState
{
    /// <summary>Asked for; the address has not confirmed.</summary>
    Pending,
    /// <summary>Confirmed by its address, waits for the coordinator's vetting. Does not count yet.</summary>
    InVetting,
    Confirmed,
    Withdrawn,
    /// <summary>The invited person said no.</summary>
    Declined,
    /// <summary>Refused in vetting.</summary>
    Refused,
    /// <summary>The coordinator does not count it, and has said why in the journal. Stands on no list.</summary>
    Invalidated,
    /// <summary>The person had themselves removed before the list was frozen. Does not count.</summary>
    Erased,
}

/// <summary>The personal part of a signature; sealed wherever it is stored.</summary>
/// <param name="Organisation">Empty for an individual.</param>
public sealed record SignatoryDetails(string Organisation, string Name, string Role, string Email)
{
    /// <summary>The name that is shown instead; empty unless <see cref="Publication.Pseudonym"/> was chosen.</summary>
    public string Pseudonym { get; init; } = "";

    /// <summary>Domain of the organisation's website, as the signatory typed it; empty: none.</summary>
    public string Website { get; init; } = "";
    /// <summary>Whether to write so that others who read the mail learn nothing.</summary>
    public bool Neutral { get; init; }

    /// <summary>Of somebody who did not ask: what was typed is gone.</summary>
    public static readonly SignatoryDetails Nobody = new("", "", "", "");
}

/// <summary>One row of the book, opened. <see cref="Id"/> is the keyed hash of the address: unique in the campaign, says nothing.</summary>
public sealed record Signature(
    string Id, SignatoryKind Kind, string Country, Publication Publication, string Language, SignatureState State,
    SignatoryDetails Details, string TextHash, int? Invitation, DateTimeOffset RequestedAt, DateTimeOffset? ConfirmedAt)
{
    /// <summary>Why it waits, where something about it was suspicious.</summary>
    public Abuse.Doubts Doubts { get; init; }
    /// <summary>When the person withdrew after the letters had left; the state is still confirmed then.</summary>
    public DateTimeOffset? LeftAt { get; init; }
    /// <summary>When the person asked for updates by mail; null: they want none.</summary>
    public DateTimeOffset? UpdatesAt { get; init; }
    /// <summary>When the person had themselves removed; the details are empty then.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>What a person typed into the form, after the checks.</summary>
public sealed record SignatureRequest(
    SignatoryKind Kind, string Organisation, string Country, string Name, string Role, string Email, Publication Publication, string Language)
{
    /// <inheritdoc cref="SignatoryDetails.Pseudonym"/>
    public string Pseudonym { get; init; } = "";
    /// <inheritdoc cref="SignatoryDetails.Website"/>
    public string Website { get; init; } = "";
    /// <inheritdoc cref="SignatoryDetails.Neutral"/>
    public bool Neutral { get; init; }
    /// <summary>Whether to send updates on the campaign; holds once the address has confirmed it.</summary>
    public bool Updates { get; init; }
}

/// <summary>What an invited person completes on the page behind the link.</summary>
public sealed record InvitationReply(string Name, string Role, Publication Publication)
{
    /// <inheritdoc cref="SignatoryDetails.Pseudonym"/>
    public string Pseudonym { get; init; } = "";
}

/// <summary>Whether the person wants updates by mail; null: nothing was said, so what was said before holds.</summary>
public sealed record UpdatesWish(bool? Wanted);

/// <summary>Who may see the name from now on.</summary>
public sealed record PublicationWish(Publication Publication, string Pseudonym);

/// <summary>A line of the list as the public or an addressee may see it. <see cref="Name"/> is null when it is withheld.</summary>
/// <param name="Name">The organisation's name, or the individual's, or the pseudonym chosen instead.</param>
/// <param name="Representative">"name, role" of the person who signed for an organisation; only in letters; null when withheld.</param>
public sealed record ListedSignatory(SignatoryKind Kind, string? Name, string Country, DateTimeOffset ConfirmedAt, string? Representative, bool IsPseudonym = false)
{
    /// <summary>Withdrawn after the letters had left: counted there, named nowhere any more.</summary>
    public bool HasLeft { get; init; }
}
