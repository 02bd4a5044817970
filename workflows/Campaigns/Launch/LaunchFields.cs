using System.Globalization;
using Campaigns.Checks;

namespace Campaigns;

/// <summary>Reads single fields of a launch and collects what is wrong, so that all of it is reported at once.</summary>
sealed class LaunchFields(LaunchInput input)
{
    readonly List<FieldError> errors = [.. input.Errors];

    public LaunchInput Input { get; } = input;
    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Adds an error, unless the field's shape was refused already: "required" would only confuse there.</summary>
    public void Refuse(FieldError error)
    {
        if (error.Line is not null || !Input.Errors.Any(earlier => earlier.Field == error.Field && earlier.Line is null)) errors.Add(error);
    }

    public void Refuse(string field, string reason, params string[] arguments) => Refuse(new FieldError(field, reason, arguments));

    public void Required(string field) => Refuse(field, "Required");

    /// <summary>The text without outer white space; empty when it was not given.</summary>
    public string Text(string field) => Input.Fields.GetValueOrDefault(field, "").Trim();

    /// <summary>A required line of text.</summary>
    public string Line(string field, int limit)
    {
        var line = SingleLine.Read(Text(field), limit, required: true, out var reason);
        if (reason is not null) Refuse(field, reason, reason == "TooLong" ? [Number(limit)] : []);
        return line;
    }

    public T Choice<T>(string field, params (string Name, T Value)[] choices)
    {
        var text = Text(field);
        if (text.Length == 0) return choices[0].Value;
        foreach (var (name, value) in choices)
            if (name == text) return value;
        Refuse(field, "NotOneOf", string.Join(", ", choices.Select(choice => choice.Name)));
        return choices[0].Value;
    }

    public int? Count(string field, int limit, int from = 1)
    {
        var text = Text(field);
        if (text.Length == 0) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= limit) return number;
        Refuse(field, "NotANumber", Number(from), Number(limit));
        return null;
    }

    public string Address(string field)
    {
        var text = Text(field);
        if (text.Length == 0) Required(field);
        else if (text.Length > Limits.Email) Refuse(field, "TooLong", Number(Limits.Email));
        else if (EmailAddress.TryParse(text, out var email)) return email.Address;
        else Refuse(field, "NotAnAddress");
        return "";
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
