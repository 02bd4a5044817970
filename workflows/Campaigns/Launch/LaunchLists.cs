using System.Collections.Immutable;

namespace Campaigns;

/// <summary>Reads the list fields <c>addressees</c> and <c>invitations</c>, one line (or JSON object) an entry.</summary>
sealed class LaunchLists(LaunchFields fields, string language)
{
    static readonly ImmutableArray<string> AddresseeColumns = ["office", "body", "country", "email", "language", "salutation"];
    static readonly ImmutableArray<string> InvitationColumns = ["organisation", "country", "contact", "email", "language"];

    public ImmutableArray<Addressee> Addressees() => Read("addressees", AddresseeColumns, Limits.Addressees, (number, row) => new Addressee(
        number, row.Text("office"), row.Text("body"), row.Country(), row.Email(), row.Language(language), row.Text("salutation")));

    public ImmutableArray<Invitation> Invitations() => Read("invitations", InvitationColumns, Limits.Invitations, (number, row) => new Invitation(
        number, row.Text("organisation"), row.Country(), row.Text("contact", required: false), row.Email(), row.Language(language)));

    ImmutableArray<T> Read<T>(string list, ImmutableArray<string> columns, int limit, Func<int, LaunchRow, T> entry)
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
            if (Row(list, columns, line) is { } row)
            {
                entries.Add(entry(entries.Count + 1, row));
                row.RefuseDuplicate(addresses);
            }
        return entries.ToImmutable();
    }

    LaunchRow? Row(string list, ImmutableArray<string> columns, LaunchLine line)
    {
        if (line.Cells is { } named)
        {
            foreach (var name in named.Keys.Where(name => !columns.Contains(name)))
                fields.Refuse(FieldError.At(line.Line, list, "Unknown") with { Column = name });
            return new(fields, list, line.Line, named);
        }

        var cells = ListCells.Split(line.Text!);
        if (cells is null) fields.Refuse(FieldError.At(line.Line, list, "BrokenQuotes"));
        else if (cells.Count == columns.Length)
            return new(fields, list, line.Line, columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        else
            fields.Refuse(FieldError.At(line.Line, list, "Columns", LaunchFields.Number(columns.Length), LaunchFields.Number(cells.Count)));
        return null;
    }
}

/// <summary>The cells of one entry, by column; what is wrong goes to the launch's errors with line and column.</summary>
sealed class LaunchRow(LaunchFields fields, string list, int line, IReadOnlyDictionary<string, string> cells)
{
    string email = "";

    public string Text(string column, bool required = true)
    {
        var text = cells.GetValueOrDefault(column, "").Trim(' ');
        if (text.Length == 0 && required) Refuse(column, "Required");
        else if (!PlainText.IsLine(text)) Refuse(column, "ControlCharacters");
        else if (text.Length > Limits.Name) Refuse(column, "TooLong", LaunchFields.Number(Limits.Name));
        else return PlainText.Canonical(text);
        return "";
    }

    public string Country() => Known("country", "NotACountry", Campaigns.Country.Read);

    public string Email() => email = Known("email", "NotAnAddress", EmailAddress.Read);

    /// <summary>The reader's language; the campaign's own where the cell is empty.</summary>
    public string Language(string fallback) =>
        cells.GetValueOrDefault("language", "").Trim().Length == 0 ? fallback : Known("language", "NotALanguage", LanguageTag.Read);

    public void RefuseDuplicate(Dictionary<string, int> addresses)
    {
        if (email.Length > 0 && !addresses.TryAdd(EmailAddress.Key(email), line))
            Refuse("email", "Duplicate", LaunchFields.Number(addresses[EmailAddress.Key(email)]));
    }

    string Known(string column, string reason, Func<string, string?> read)
    {
        var text = cells.GetValueOrDefault(column, "").Trim(' ');
        if (text.Length == 0) Refuse(column, "Required");
        else if (read(text) is { } value) return value;
        else Refuse(column, reason);
        return "";
    }

    void Refuse(string column, string reason, params string[] arguments)
    {
        // JSON that gave the cell a wrong type has been told so.
        if (!fields.Input.Errors.Any(earlier => earlier.Field == list && earlier.Line == line && earlier.Column == column))
            fields.Refuse(FieldError.At(line, list, reason, arguments) with { Column = column });
    }
}
