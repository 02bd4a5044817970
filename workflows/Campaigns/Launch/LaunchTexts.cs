using System.Collections.Immutable;
using System.Text;
using Campaigns.Checks;

namespace Campaigns;

/// <summary>Reads <c>language</c>, <c>statement</c> and <c>statement.xx</c>.</summary>
static class LaunchTexts
{
    public static (string Language, ImmutableSortedDictionary<string, string> Texts) Read(LaunchFields fields)
    {
        var typed = fields.Text("language");
        var language = LanguageTag.TryParse(typed, out var found) ? found : null;
        if (typed.Length == 0) fields.Required("language");
        else if (language is null) fields.Refuse("language", "NotALanguage");

        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Text(fields, "statement") is { } main) texts[language ?? "und"] = main;
        foreach (var field in fields.Input.Fields.Keys.Where(IsVersion).Order(StringComparer.Ordinal))
            if (Text(fields, field) is { } text) AddVersion(fields, field, text, texts);

        if (language is not null && !texts.ContainsKey(language)) fields.Required("statement");
        else if (language is null && texts.Count == 0) fields.Required("statement");
        if (texts.Count > Limits.Languages) fields.Refuse("statement", "TooMany", LaunchFields.Number(Limits.Languages));
        return (language ?? "", texts.ToImmutable());
    }

    static bool IsVersion(string field) => field.StartsWith("statement.", StringComparison.Ordinal);

    static void AddVersion(LaunchFields fields, string field, string text, ImmutableSortedDictionary<string, string>.Builder texts)
    {
        if (!LanguageTag.TryParse(field["statement.".Length..], out var tag)) fields.Refuse(field, "NotALanguage");
        else if (!texts.TryAdd(tag, text)) fields.Refuse(field, "GivenTwice");
    }

    /// <summary>
    /// The canonical text; null when the field is empty. A text that is refused comes back as it is, so that it is not also
    /// "required".
    /// </summary>
    static string? Text(LaunchFields fields, string field)
    {
        var typed = fields.Input.Fields.GetValueOrDefault(field, "");
        if (typed.AsSpan().Trim().IsEmpty) return null;
        if (!PlainText.IsBlock(typed) || typed.Contains(SingleLine.Lost))
        {
            fields.Refuse(field, typed.Contains(SingleLine.Lost) ? "Unreadable" : "ControlCharacters");
            return typed;
        }
        var text = PlainText.Canonical(typed);
        if (Encoding.UTF8.GetByteCount(text) > Limits.Statement) fields.Refuse(field, "TooLarge", LaunchFields.Number(Limits.Statement));
        return text;
    }
}
