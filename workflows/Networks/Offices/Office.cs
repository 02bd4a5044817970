using System.Collections.Immutable;

namespace Campaigns.Networks.Offices;

/// <summary>What an office is. Stored by name.</summary>
public enum OfficeKind { Government, Ministry, HeadOfState, Parliament, PermanentMission, Embassy, InternationalBody, Donor, Press }

/// <summary>An office that letters go to.</summary>
/// <param name="Id">Keyed hash of its name, body and country; stays when these change.</param>
/// <param name="Name">As it stands above a letter: "The Minister of Foreign Affairs".</param>
/// <param name="Body">What it belongs to: "Ministry of Foreign Affairs".</param>
/// <param name="Country">ISO 3166-1 alpha-2; of an international body the country of its seat.</param>
/// <param name="Email">The main address.</param>
/// <param name="Alternates">Addresses to try after it, the first first.</param>
/// <param name="Copies">Addresses that get a copy.</param>
/// <param name="Forms">How it is addressed, the language to write in first; at least one.</param>
/// <param name="Group">Label of offices that are written to together; empty for none.</param>
/// <param name="Notes">For the network only; stands in no letter.</param>
public sealed record Office(
    string Id, OfficeKind Kind, string Name, string Body, string Country, string Email, ImmutableArray<string> Alternates, ImmutableArray<string> Copies,
    ImmutableArray<FormOfAddress> Forms, string Group, string Notes)
{
    /// <summary>The form of address in the first of its languages that the campaign has a text in; in its first language where there is none.</summary>
    public FormOfAddress FormFor(IReadOnlyCollection<string> texts) => Forms.FirstOrDefault(form => texts.Contains(form.Language)) ?? Forms[0];
}

/// <summary>How a letter in one language begins and ends.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Closing">Empty for none.</param>
public sealed record FormOfAddress(string Language, string Salutation, string Closing);

/// <summary>The offices of a network by country and name, and its letterhead; null for none.</summary>
public sealed record OfficeBook(Network Network, IReadOnlyList<Office> Offices, SenderHead? Letterhead)
{
    /// <summary>The group labels in use, in order.</summary>
    public IReadOnlyList<string> Groups =>
        [.. Offices.Select(one => one.Group).Where(group => group.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.InvariantCultureIgnoreCase)];

    /// <summary>The kinds in use, in order.</summary>
    public IReadOnlyList<OfficeKind> Kinds => [.. Offices.Select(one => one.Kind).Distinct().Order()];
}
