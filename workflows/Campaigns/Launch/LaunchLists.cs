using System.Collections.Immutable;

namespace Campaigns;

/// <summary>Reads the list fields <c>addressees</c> and <c>invitations</c>, one line (or JSON object) an entry.</summary>
sealed class LaunchLists(LaunchFields fields, string language)
{
    static readonly ImmutableArray<string> InvitationColumns = ["organisation", "country", "contact", "email", "language"];

    public ImmutableArray<Addressee> Addressees() =>
        Read("addressees", AddresseeLine.Columns, AddresseeLine.Needed, Limits.Addressees, (number, row) => AddresseeLine.Read(number, row, language));

    public ImmutableArray<Invitation> Invitations() => Read("invitations", InvitationColumns, InvitationColumns.Length, Limits.Invitations, (number, row) => new Invitation(
        number, row.Text("organisation"), row.Country(), row.Text("contact", required: false), row.Email(), row.Language(language)));

    ImmutableArray<T> Read<T>(string list, ImmutableArray<string> columns, int needed, int limit, Func<int, LaunchRow, T> entry)
    {
        var lines = fields.Input.Lists.GetValueOrDefault(list, [])
            .Where(line => line.Cells is not null || !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (lines.Count > limit)
        {
            fields.Refuse(list, "TooMany", LaunchFields.Number(limit));
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<T>(lines.Count);
        var addresses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (Row(list, columns, needed, line) is { } row)
            {
                entries.Add(entry(entries.Count + 1, row));
                row.RefuseDuplicate(addresses);
            }
        return entries.ToImmutable();
    }

    LaunchRow? Row(string list, ImmutableArray<string> columns, int needed, LaunchLine line)
    {
        if (line.Cells is { } named)
        {
            foreach (var name in named.Keys.Where(name => !columns.Contains(name)))
                fields.Refuse(FieldError.At(line.Line, list, "Unknown") with { Column = name });
            return new(fields, list, line.Line, named);
        }

        var cells = ListCells.Split(line.Text!);
        if (cells is null) fields.Refuse(FieldError.At(line.Line, list, "BrokenQuotes"));
        else if (cells.Count >= needed && cells.Count <= columns.Length)
            return new(fields, list, line.Line, columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        else
            fields.Refuse(FieldError.At(line.Line, list, "Columns", LaunchFields.Number(cells.Count < needed ? needed : columns.Length), LaunchFields.Number(cells.Count)));
        return null;
    }
}
