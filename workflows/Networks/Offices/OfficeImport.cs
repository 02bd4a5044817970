using System.Collections.Immutable;

namespace Campaigns.Networks.Offices;

/// <summary>What an import does to one office.</summary>
/// <param name="Before">Null: it is new.</param>
public sealed record OfficeChange(Office? Before, Office After, ImmutableArray<(string Column, string From, string To)> Changes) : EntryChange(Changes)
{
    public override string Name => $"{After.Name}, {After.Body}";
    public override string Country => After.Country;
    public override bool IsNew => Before is null;
}

/// <summary>Holds the good lines of a file against the offices that are there. Pure: nothing is written before somebody says so. An import adds and
/// changes; it removes nothing.</summary>
public static class OfficeImport
{
    /// <summary>In the order of the file, one for each office in it.</summary>
    public static IReadOnlyList<OfficeChange> Plan(IReadOnlyList<Office> directory, IReadOnlyList<OfficeLine> lines)
    {
        var known = new Dictionary<string, Office>(StringComparer.Ordinal);
        foreach (var one in directory) known.TryAdd(KeyOf(one), one);
        var after = new Dictionary<string, Office>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var (_, line) in lines)
        {
            var key = KeyOf(line);
            if (!after.TryGetValue(key, out var before)) order.Add(key);
            before ??= known.GetValueOrDefault(key);
            after[key] = before is null ? line : Merge(before, line);
        }
        return [.. order.Select(key => Change(known.GetValueOrDefault(key), after[key]))];
    }

    static string KeyOf(Office one) => OfficeRow.Key(one.Name, one.Body, one.Country);

    /// <summary>What the line says stands; what it leaves empty stays as it is.</summary>
    static Office Merge(Office before, Office line) => before with
    {
        Kind = line.Kind,
        Email = line.Email,
        Alternates = line.Alternates.IsEmpty ? before.Alternates : line.Alternates,
        Copies = line.Copies.IsEmpty ? before.Copies : line.Copies,
        Forms = line.Forms.Aggregate(before.Forms, With),
        Group = line.Group.Length > 0 ? line.Group : before.Group,
        Notes = line.Notes.Length > 0 ? line.Notes : before.Notes,
    };

    static ImmutableArray<FormOfAddress> With(ImmutableArray<FormOfAddress> forms, FormOfAddress one)
    {
        var at = forms.Select(form => form.Language).ToList().IndexOf(one.Language);
        return at < 0 ? forms.Add(one) : forms.SetItem(at, one.Closing.Length > 0 ? one : one with { Closing = forms[at].Closing });
    }

    static OfficeChange Change(Office? before, Office after) => new(before, after, before is null ? [] : EntryChange.Differences(
        ("kind", OfficeCsv.Word(before.Kind), OfficeCsv.Word(after.Kind)),
        ("email", before.Email, after.Email),
        ("alternates", string.Join(", ", before.Alternates), string.Join(", ", after.Alternates)),
        ("copies", string.Join(", ", before.Copies), string.Join(", ", after.Copies)),
        ("forms", OfficeForms.Lines(before.Forms), OfficeForms.Lines(after.Forms)),
        ("group", before.Group, after.Group),
        ("notes", before.Notes, after.Notes)));
}
