using Campaigns.Checks;

namespace Campaigns;

/// <summary>Who writes, as it stands at the head of each letter. Sealed where it is stored, because a contact may be a person.</summary>
/// <param name="Contact">Address, telephone: up to <see cref="Limits.ContactLines"/> lines.</param>
public sealed record SenderHead(string Name, string Contact)
{
    public const string NameField = "letterhead";
    public const string ContactField = "letterheadContact";

    /// <summary>From the two fields; null where both are empty.</summary>
    public static SenderHead? Read(string name, string contact, Action<FieldError> refuse)
    {
        if (name.Trim().Length == 0 && contact.Trim().Length == 0) return null;
        return new(Line(NameField, name, null, true, refuse), Lines(contact, refuse));
    }

    static string Lines(string contact, Action<FieldError> refuse)
    {
        string[] lines = contact.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > Limits.ContactLines) refuse(new(ContactField, "TooMany", $"{Limits.ContactLines}"));
        return string.Join('\n', lines.Take(Limits.ContactLines).Select((line, index) => Line(ContactField, line, index + 1, false, refuse)));
    }

    static string Line(string field, string typed, int? number, bool required, Action<FieldError> refuse)
    {
        var line = SingleLine.Read(typed, Limits.Name, required, out var reason);
        if (reason is not null) refuse(new(field, reason, number, reason == "TooLong" ? [$"{Limits.Name}"] : []));
        return line;
    }
}
