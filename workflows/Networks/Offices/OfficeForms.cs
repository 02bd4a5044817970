using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns.Networks.Offices;

/// <summary>Reads what is typed into the forms about offices. Fields are named as the columns of the CSV file; languages stand in <c>forms</c>.</summary>
public static class OfficeForms
{
    /// <param name="before">The office that is changed; null for a new one.</param>
    /// <remarks>The form shows the forms of address as lines <c>language; salutation; closing</c>, and addresses one a line.</remarks>
    public static Checked<Office> Office(IReadOnlyDictionary<string, string> fields, Office? before)
    {
        var cells = OfficeCsv.Columns.ToDictionary(column => column, column => fields.GetValueOrDefault(column, ""));
        foreach (var list in new[] { "alternates", "copies" }) cells[list] = cells[list].ReplaceLineEndings("|").Replace(',', '|');
        cells["notes"] = cells["notes"].ReplaceLineEndings(" ");
        var file = new CsvFile<OfficeLine>();
        var office = new OfficeRow(file, "", null, cells).Office();
        var forms = Forms(file, fields.GetValueOrDefault("forms", ""));
        return file.Errors.Count > 0 ? Checked<Office>.Invalid(file.Errors) : Checked<Office>.Valid(office with { Id = before?.Id ?? "", Forms = forms });
    }

    static ImmutableArray<FormOfAddress> Forms(CsvFile<OfficeLine> file, string typed)
    {
        var forms = new List<FormOfAddress>();
        foreach (var (line, index) in typed.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line, index)).Where(one => one.line.Trim().Length > 0))
        {
            var cells = ListCells.Split(line);
            if (cells is null) file.Refuse(FieldError.At(index + 1, "forms", "BrokenQuotes"));
            else if (cells.Count is < 2 or > 3) file.Refuse(FieldError.At(index + 1, "forms", "Columns", "3", $"{cells.Count}"));
            else forms.Add(Form(file, index + 1, cells));
        }
        if (forms.Count == 0 && file.Errors.All(error => error.Field != "forms")) file.Refuse(new FieldError("forms", "Required"));
        if (forms.Count > OfficeRow.MostForms) file.Refuse(new FieldError("forms", "TooMany", $"{OfficeRow.MostForms}"));
        return [.. forms.DistinctBy(form => form.Language)];
    }

    static FormOfAddress Form(CsvFile<OfficeLine> file, int line, IReadOnlyList<string> cells) => new OfficeRow(file, "forms", line, new Dictionary<string, string>
    {
        ["language"] = cells[0],
        ["salutation"] = cells[1],
        ["closing"] = cells.ElementAtOrDefault(2) ?? "",
    }).Form();

    /// <summary>The forms of address as the form shows them.</summary>
    public static string Lines(IEnumerable<FormOfAddress> forms) =>
        string.Join('\n', forms.Select(form => ListCells.Join(form.Closing.Length > 0 ? [form.Language, form.Salutation, form.Closing] : [form.Language, form.Salutation])));

    /// <summary>Fields <c>letterhead</c> and <c>letterheadContact</c>; an empty name means none.</summary>
    public static Checked<Tuple<SenderHead?>> Letterhead(IReadOnlyDictionary<string, string> fields)
    {
        var errors = new List<FieldError>();
        var head = SenderHead.Read(fields.GetValueOrDefault(SenderHead.NameField, ""), fields.GetValueOrDefault(SenderHead.ContactField, ""), errors.Add);
        return errors.Count > 0 ? Checked<Tuple<SenderHead?>>.Invalid(errors) : Checked<Tuple<SenderHead?>>.Valid(new(head));
    }
}
