using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>What a new draft begins with.</summary>
public sealed record DraftStart(string Title, string Language, string TimeZone);

/// <summary>A word of a reviewer.</summary>
/// <param name="Paragraph">0 for the whole.</param>
public sealed record ReviewWord(string Language, int Version, int Paragraph, bool Approves, string Text)
{
    /// <summary>As in <see cref="Verdict"/>.</summary>
    public string Organisation { get; init; } = "";
}

/// <summary>Reads the forms of drafting. Every check says what is wrong with which field.</summary>
public sealed class DraftInput(IReadOnlyDictionary<string, string> fields)
{
    readonly FieldReader reader = new(fields);

    public IReadOnlyList<FieldError> Errors => reader.Errors;

    public DraftStart Start()
    {
        var title = reader.Text("title", Limits.Title, required: true);
        var language = reader.Language("language");
        var typed = reader.Raw("timeZone");
        if (typed.Length > 0 && ZonedTime.FindZone(typed) is null) reader.Refuse("timeZone", "NotAZone");
        return new(title, language, typed.Length == 0 ? "UTC" : typed);
    }

    public string Language() => reader.Language("language");

    /// <summary>The text of a version; null when it was refused.</summary>
    public string? Statement()
    {
        var typed = fields.GetValueOrDefault("statement", "");
        if (string.IsNullOrWhiteSpace(typed)) return Refused("statement", "Required");
        return Block("statement", typed) is not { } text ? null
            : Encoding.UTF8.GetByteCount(text) > Limits.Statement ? Refused("statement", "TooLarge", $"{Limits.Statement}") : text;
    }

    /// <summary>What was typed so far: may be empty.</summary>
    public string? Unfinished()
    {
        var typed = fields.GetValueOrDefault("statement", "");
        return Block("statement", typed) is not { } text ? null
            : Encoding.UTF8.GetByteCount(text) > Limits.Statement ? Refused("statement", "TooLarge", $"{Limits.Statement}") : text;
    }

    /// <summary>Names this page of an editor among their others.</summary>
    public string Copy()
    {
        var id = reader.Raw("copy");
        if (id.Length is >= 8 and <= 32 && Base32.Is(id)) return id;
        reader.Refuse("copy", id.Length == 0 ? "Required" : "Unknown");
        return "";
    }

    public int Number(string field, int highest)
    {
        if (int.TryParse(reader.Raw(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= highest) return number;
        reader.Refuse(field, reader.Raw(field).Length == 0 ? "Required" : "NotANumber", "0", $"{highest}");
        return 0;
    }

    public ImmutableArray<string> Editors()
    {
        var editors = new List<string>();
        foreach (var (line, number) in Lines("editors"))
            if (!EmailAddress.TryParse(line, out var address)) reader.Refuse("editors", "NotAnAddress");
            else if (!editors.Contains(address.Address, StringComparer.OrdinalIgnoreCase)) editors.Add(address.Address);
        if (editors.Count == 0) reader.Refuse("editors", "Required");
        if (editors.Count > Limits.DraftEditors) reader.Refuse("editors", "TooMany", $"{Limits.DraftEditors}");
        return [.. editors];
    }

    /// <summary>One a line: <c>name; address; language; organisation</c>, the last two optional.</summary>
    public ImmutableArray<Reviewer> Reviewers(string language)
    {
        var reviewers = new List<Reviewer>();
        foreach (var (line, number) in Lines("reviewers"))
        {
            var cells = line.Split(';', StringSplitOptions.TrimEntries);
            var name = SingleLine.Read(cells[0], Limits.Name, required: true, out var wrong);
            var organisation = SingleLine.Read(cells.Length > 3 ? cells[3] : "", Limits.Name, required: false, out var odd);
            if (cells.Length is < 2 or > 4) Wrong(number, null, "Columns", "4", $"{cells.Length}");
            else if (odd is not null) Wrong(number, "organisation", odd, $"{Limits.Name}");
            else if (wrong is not null) Wrong(number, "contact", wrong, $"{Limits.Name}");
            else if (cells[1].Length > Limits.Email || !EmailAddress.TryParse(cells[1], out var address)) Wrong(number, "email", "NotAnAddress");
            else if (cells.Length > 2 && cells[2].Length > 0 && !LanguageTag.TryParse(cells[2], out _)) Wrong(number, "language", "NotALanguage");
            else reviewers.Add(new(0, name, address.Address, cells.Length > 2 && LanguageTag.TryParse(cells[2], out var tag) ? tag : language) { Organisation = organisation });
        }
        if (reviewers.Count == 0 && lineErrors.Count == 0) reader.Refuse("reviewers", "Required");
        return [.. reviewers];
    }

    readonly List<FieldError> lineErrors = [];

    /// <summary>All that is wrong, lines of lists too.</summary>
    public ImmutableArray<FieldError> All => [.. reader.Errors.Concat(lineErrors).Take(Limits.Errors)];

    void Wrong(int line, string? column, string reason, params string[] arguments) =>
        lineErrors.Add(FieldError.At(line, "reviewers", reason, arguments) with { Column = column });

    public DateTimeOffset Deadline(string timeZone, DateTimeOffset now)
    {
        var typed = reader.Raw("closesAt");
        var at = ZonedTime.Read(typed, timeZone);
        if (typed.Length == 0) reader.Refuse("closesAt", "Required");
        else if (at is null) reader.Refuse("closesAt", "NotADate");
        else if (at <= now) reader.Refuse("closesAt", "InThePast");
        else if (at > now.AddYears(1)) reader.Refuse("closesAt", "TooFarAhead", "1");
        return at ?? default;
    }

    public ReviewWord Word(string act)
    {
        var language = Language();
        var (version, paragraph) = (Number("version", Limits.DraftVersions), act == "comment" ? Number("paragraph", Limits.Statement) : 0);
        var text = reader.Text("text", Limits.Reason, required: act != "approve");
        return new(language, version, paragraph, act == "approve", act == "approve" ? "" : text);
    }

    public string Organisation(string field) => reader.Text(field, Limits.Name, required: false);

    public string Name(string field) => reader.Text(field, Limits.Name, required: true);

    public string Raw(string field) => reader.Raw(field);

    public void Confirm()
    {
        if (reader.Raw("confirm") != "yes") reader.Refuse("confirm", "Required");
    }

    IEnumerable<(string Line, int Number)> Lines(string field) =>
        fields.GetValueOrDefault(field, "").ReplaceLineEndings("\n").Split('\n').Select((line, index) => (line.Trim(), index + 1)).Where(line => line.Item1.Length > 0).Take(Limits.Reviewers + 1);

    string? Block(string field, string typed)
    {
        if (typed.Contains(SingleLine.Lost)) return Refused(field, "Unreadable");
        return PlainText.IsBlock(typed) ? PlainText.Canonical(typed) : Refused(field, "ControlCharacters");
    }

    string? Refused(string field, string reason, params string[] arguments)
    {
        reader.Refuse(field, reason, arguments);
        return null;
    }
}
