
namespace Campaigns.Checks;

/// <summary>Reads the fields of a form one by one and gathers what is wrong with them. A field that is missing counts as empty.</summary>
public sealed class FieldReader(IReadOnlyDictionary<string, string> fields)
{
    readonly List<FieldError> errors = [];

    public IReadOnlyList<FieldError> Errors => errors;

    public string Raw(string field) => fields.TryGetValue(field, out var text) ? text.Trim() : "";

    public void Refuse(string field, string reason, params string[] arguments) => errors.Add(new(field, reason, arguments));

    public string Text(string field, int limit, bool required)
    {
        var text = SingleLine.Read(Raw(field), limit, required, out var reason);
        if (reason is not null) Refuse(field, reason, reason == "TooLong" ? [$"{limit}"] : []);
        return text;
    }

    /// <summary>The value of the choice that was named; <paramref name="empty"/> when nothing was (null: that is an error).</summary>
    public T Choice<T>(string field, IReadOnlyList<(string Name, T Value)> choices, T? empty = null) where T : struct
    {
        var text = Raw(field);
        if (text.Length == 0 && empty is { } value) return value;
        foreach (var choice in choices)
            if (string.Equals(choice.Name, text, StringComparison.OrdinalIgnoreCase)) return choice.Value;
        if (text.Length == 0) Refuse(field, "Required");
        else Refuse(field, "NotOneOf", string.Join(", ", choices.Select(c => c.Name)));
        return default;
    }

    public EmailAddress Email(string field)
    {
        var text = Raw(field);
        if (text.Length == 0) Refuse(field, "Required");
        else if (text.Any(SingleLine.IsForbidden)) Refuse(field, "ControlCharacters");
        else if (text.Length > Limits.Email) Refuse(field, "TooLong", $"{Limits.Email}");
        else if (EmailAddress.TryParse(text, out var address)) return address;
        else Refuse(field, "NotAnAddress");
        return default;
    }

    /// <summary>The domain of a website; empty when there is none.</summary>
    public string Website(string field)
    {
        var text = Text(field, Limits.Name, required: false);
        if (text.Length == 0) return "";
        if (MailDomain.TryOfWebsite(text, out var domain)) return domain;
        Refuse(field, "NotAWebsite");
        return "";
    }

    public string CountryCode(string field)
    {
        if (Country.TryParse(Raw(field), out var code)) return code;
        Refuse(field, Raw(field).Length == 0 ? "Required" : "NotACountry");
        return "";
    }

    /// <param name="empty">What an empty field means; null: that is an error.</param>
    public string Language(string field, string? empty = null)
    {
        if (Raw(field).Length == 0 && empty is not null) return empty;
        if (LanguageTag.TryParse(Raw(field), out var tag)) return tag;
        Refuse(field, Raw(field).Length == 0 ? "Required" : "NotALanguage");
        return "";
    }

    /// <summary>The value built from what was read, if nothing was wrong with it.</summary>
    public Checked<T> Result<T>(Func<T> value) where T : class => errors.Count == 0 ? Checked<T>.Valid(value()) : Checked<T>.Invalid(errors);
}
