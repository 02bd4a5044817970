using System.Collections.Immutable;

namespace Campaigns.Networks;

/// <summary>A circle of organisations with a directory of its own.</summary>
/// <param name="Id">16 characters of lower-case base32.</param>
/// <param name="Name">Not personal: it stands in clear.</param>
public sealed record Network(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>What a person may do in a network. Stored by name.</summary>
public enum NetworkRole
{
    /// <summary>Sees and runs the network's campaigns and its directory.</summary>
    Coordinator,
    /// <summary>Is proposed as a reader of drafts; signs in nowhere.</summary>
    Reviewer,
    /// <summary>Watches the network's campaigns in the operator's room.</summary>
    Operator,
}

/// <summary>A person and their role. One person has one row for each role.</summary>
/// <param name="Id">Names the row: a keyed hash of the address, and the role.</param>
public sealed record Member(string Id, string Name, string Email, NetworkRole Role);

/// <summary>An organisation of the directory.</summary>
/// <param name="Id">Keyed hash of its first name and country; stays when these change.</param>
/// <param name="Names">In several scripts; the first is the one that invitations use.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Languages">BCP 47 tags, the one to write in first; empty: the campaign's.</param>
public sealed record Organisation(
    string Id, ImmutableArray<string> Names, string Country, ImmutableArray<string> Languages, ImmutableArray<string> Tags, ImmutableArray<Representative> Representatives)
{
    public string Name => Names[0];
}

/// <summary>Who speaks and signs for an organisation.</summary>
/// <param name="Language">BCP 47 tag; empty: the organisation's first.</param>
/// <param name="TimeZone">IANA; empty: not known.</param>
/// <param name="Phone">As it was typed; empty: not known.</param>
public sealed record Representative(string Name, string Email, string Language, string TimeZone, string Phone = "");

/// <summary>Organisations saved under a name, to be invited together.</summary>
public sealed record SavedList(string Id, string Name, ImmutableArray<string> Organisations);

/// <summary>All that is stored of a network, in the order of names.</summary>
public sealed record NetworkBook(Network Network, IReadOnlyList<Organisation> Organisations, IReadOnlyList<Member> Members, IReadOnlyList<SavedList> Lists)
{
    /// <summary>The key is gone and the rest was not cleared away yet: nothing can be done to it but erase it again.</summary>
    public bool IsErased { get; init; }

    /// <summary>The organisations of a list that are still there; all when <paramref name="list"/> is empty.</summary>
    public IReadOnlyList<Organisation> Of(string list) => list.Length == 0
        ? Organisations
        : Lists.FirstOrDefault(one => one.Id == list) is { } saved ? [.. Organisations.Where(one => saved.Organisations.Contains(one.Id))] : [];
}
