using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns.Networks;

/// <summary>Reads what is typed into the forms of a network. Fields are named as the columns of the CSV file, with hyphens.</summary>
public static class NetworkForms
{
    public static readonly IReadOnlyList<(string Name, NetworkRole Value)> Roles =
        [.. Enum.GetValues<NetworkRole>().Select(role => (role.ToString().ToLowerInvariant(), role))];

    public static Checked<string> Name(IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        var name = form.Text("name", Limits.Name, required: true);
        return form.Result(() => name);
    }

    /// <param name="before">The organisation that is changed; null for a new one.</param>
    /// <remarks>The form shows the representatives as lines <c>name; address; language; time zone</c>.</remarks>
    public static Checked<Organisation> Organisation(IReadOnlyDictionary<string, string> fields, Organisation? before)
    {
        var cells = DirectoryCsv.Columns.ToDictionary(column => column, column => fields.GetValueOrDefault(column.Replace(' ', '-'), ""));
        foreach (var list in new[] { "other names", "languages", "tags" }) cells[list] = cells[list].ReplaceLineEndings("|").Replace(',', '|');
        (cells["representative"], cells["email"]) = ("", "");
        var file = new DirectoryFile();
        var organisation = new DirectoryRow(file, "", null, cells).Organisation(personRequired: false);
        var people = Representatives(file, fields.GetValueOrDefault("representatives", ""));
        var errors = file.Errors.Select(error => error with { Field = error.Field.Replace(' ', '-') }).ToList();
        return errors.Count > 0
            ? Checked<Organisation>.Invalid(errors)
            : Checked<Organisation>.Valid(organisation with { Id = before?.Id ?? "", Representatives = people });
    }

    static ImmutableArray<Representative> Representatives(DirectoryFile file, string typed)
    {
        var people = ImmutableArray.CreateBuilder<Representative>();
        foreach (var (line, index) in typed.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index)).Where(one => one.line.Trim().Length > 0))
        {
            var cells = line.Split(';', StringSplitOptions.TrimEntries);
            if (cells.Length is < 2 or > 4)
            {
                file.Refuse(FieldError.At(index + 1, "representatives", "Columns", "4", $"{cells.Length}"));
                continue;
            }
            var row = new DirectoryRow(file, "representatives", index + 1, new Dictionary<string, string>
            {
                ["organisation"] = "x",
                ["country"] = "NO",
                ["representative"] = cells[0],
                ["email"] = cells[1],
                ["language"] = cells.ElementAtOrDefault(2) ?? "",
                ["time zone"] = cells.ElementAtOrDefault(3) ?? "",
            });
            people.AddRange(row.Organisation().Representatives);
        }
        return people.ToImmutable();
    }

    /// <summary>The representatives as the form shows them.</summary>
    public static string Lines(IEnumerable<Representative> people) =>
        string.Join('\n', people.Select(one => string.Join("; ", one.Name, one.Email, one.Language, one.TimeZone).TrimEnd(' ', ';')));

    public static Checked<Tuple<string, EmailAddress, NetworkRole>> Person(IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        var (name, email, role) = (form.Text("name", Limits.Name, required: true), form.Email("email"), form.Choice("role", Roles));
        return form.Result(() => Tuple.Create(name, email, role));
    }
}
