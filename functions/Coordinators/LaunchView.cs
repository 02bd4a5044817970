using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Language;
using Campaigns.Rehearsals;
using NodaTime.TimeZones;

namespace Campaigns.Functions.Coordinators;

/// <param name="Mailed">Of its mails, so many went to the coordinator.</param>
public sealed record Rehearsed(RehearsalReport Report, int Mailed);

/// <summary>The form to launch a campaign.</summary>
/// <param name="Key">Posting the form twice with the same key makes one campaign.</param>
public sealed record LaunchView(Staff Staff, FormState Form, string Key) : IView<LaunchPage>
{
    /// <summary>What to begin with.</summary>
    public LaunchChoices Choices { get; init; } = LaunchChoices.None;

    /// <summary>The draft with whose text the campaign opens when it is approved; null: the text stands in the form.</summary>
    public Drafting.StatementDraft? Draft { get; init; }

    /// <summary>What a rehearsal of this form has just shown; null: there was none.</summary>
    public Rehearsed? Rehearsed { get; init; }

    /// <summary>What was chosen to begin with.</summary>
    public FormState Start { get; init; } = new("/campaigns/new", "");

    const string Prefix = "statement.";

    /// <summary>Languages that campaigns of the network usually need.</summary>
    static readonly string[] Usual = [.. SpokenLanguage.All.Skip(1).Select(language => language.Tag)];

    /// <summary>IANA zones to choose from, with a country; any other may be typed.</summary>
    public static IReadOnlyList<(string Id, string Country)> Zones { get; } =
    [
        ("UTC", ""),
        .. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(zone => (zone.ZoneId, zone.CountryName)).OrderBy(zone => zone.ZoneId, StringComparer.Ordinal),
    ];

    /// <summary>The lists of mail domains.</summary>
    public static IReadOnlyList<string> Domains { get; } = [.. Abuse.MailRules.None.Lists.Select(list => list.Field)];

    /// <summary>Fields for further versions of the text: the usual ones, and whatever was posted.</summary>
    public IReadOnlyList<string> Versions =>
    [
        .. Usual.Select(language => Prefix + language),
        .. Form.Values.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !Usual.Contains(name[Prefix.Length..])).Order(StringComparer.Ordinal),
    ];

    /// <summary>What can be said in each further language, by tag. Of a draft only its own languages, without the text.</summary>
    public IEnumerable<(string Tag, IReadOnlyList<string> Fields)> Languages => Draft is { } draft
        ? draft.Languages.Where(tag => tag != draft.Language).Select(tag => (tag, (IReadOnlyList<string>)[$"title.{tag}", $"approvedBy.{tag}"]))
        : Versions.Select(name => name[Prefix.Length..]).Select(tag => (tag, (IReadOnlyList<string>)[$"title.{tag}", Prefix + tag, $"approvedBy.{tag}"]));

    /// <summary>Whether something was typed or refused in one of these fields: then they are shown unfolded.</summary>
    public bool Has(IEnumerable<string> fields) => fields.Any(name => Form[name].Length > 0 || Form.Of(name).Any());
}
