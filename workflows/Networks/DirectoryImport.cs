using System.Collections.Immutable;
using Campaigns.Checks;
using Campaigns.Signatures;

namespace Campaigns.Networks;

/// <summary>What an import does to one organisation.</summary>
/// <param name="Before">Null: it is new.</param>
public sealed record DirectoryChange(Organisation? Before, Organisation After, ImmutableArray<(string Column, string From, string To)> Changes) : EntryChange(Changes)
{
    public override string Name => After.Name;
    public override string Country => After.Country;
    public override bool IsNew => Before is null;
}

/// <summary>Holds the good lines of a file against a directory. Pure: nothing is written before somebody says so. An import adds and
/// changes; it removes nothing.</summary>
public static class DirectoryImport
{
    /// <summary>In the order of the file, one for each organisation in it.</summary>
    public static IReadOnlyList<DirectoryChange> Plan(IReadOnlyList<Organisation> directory, IReadOnlyList<DirectoryLine> lines)
    {
        var known = new Dictionary<string, Organisation>(StringComparer.Ordinal);
        foreach (var one in directory)
            foreach (var name in one.Names) known.TryAdd(OrganisationName.Key(name, one.Country), one);
        var changes = new List<(Organisation? Before, Organisation After)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, line) in lines)
        {
            var keys = line.Names.Select(name => OrganisationName.Key(name, line.Country)).ToList();
            var before = keys.Select(key => known.GetValueOrDefault(key)).FirstOrDefault(one => one is not null);
            var place = before is null ? keys[0] : before.Id;
            if (places.TryGetValue(place, out var at)) changes[at] = (changes[at].Before, Merge(changes[at].After, line));
            else
            {
                places[place] = changes.Count;
                changes.Add((before, before is null ? line : Merge(before, line)));
            }
        }
        return [.. changes.Select(change => new DirectoryChange(change.Before, change.After, Compare(change.Before, change.After)))];
    }

    /// <summary>What the line says stands; what it leaves empty stays as it is. Names are only added.</summary>
    static Organisation Merge(Organisation before, Organisation line) => before with
    {
        Names = [.. before.Names.Union(line.Names)],
        Languages = line.Languages.IsEmpty ? before.Languages : line.Languages,
        Tags = line.Tags.IsEmpty ? before.Tags : line.Tags,
        Representatives = line.Representatives.Aggregate(before.Representatives, With),
    };

    static ImmutableArray<Representative> With(ImmutableArray<Representative> people, Representative one)
    {
        var at = people.Select(KeyOf).ToList().IndexOf(KeyOf(one));
        return at < 0 ? people.Add(one) : people.SetItem(at, new(Or(one.Name, people[at].Name), one.Email, Or(one.Language, people[at].Language), Or(one.TimeZone, people[at].TimeZone)));
    }

    static string Or(string text, string empty) => text.Length > 0 ? text : empty;

    static string KeyOf(Representative one) => EmailAddress.TryParse(one.Email, out var address) ? address.Key : one.Email;

    static ImmutableArray<(string, string, string)> Compare(Organisation? before, Organisation after) => before is null ? [] : EntryChange.Differences(
        ("names", string.Join(", ", before.Names), string.Join(", ", after.Names)),
        ("languages", string.Join(", ", before.Languages), string.Join(", ", after.Languages)),
        ("tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags)),
        ("representatives", People(before), People(after)));

    static string People(Organisation one) => string.Join("; ", one.Representatives.Select(person =>
        string.Join(", ", new[] { person.Name, person.Email, person.Language, person.TimeZone }.Where(text => text.Length > 0))));
}
