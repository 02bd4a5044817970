using System.Globalization;

namespace Campaigns.Local.MailRoom.Storage;

/// <summary>Which messages somebody wants to see. What is null does not narrow.</summary>
/// <param name="To">A recipient's whole address, in any case.</param>
/// <param name="Subject">Part of the subject, in any case.</param>
/// <param name="AfterId">Only messages that came after this one.</param>
/// <param name="AfterTime">Only messages that came after this instant.</param>
/// <param name="Words">Part of a recipient's address, of the sender's name or of the subject.</param>
sealed record MailQuery(string? To = null, string? Subject = null, string? AfterId = null, DateTimeOffset? AfterTime = null, string? Words = null)
{
    /// <summary>Reads the query of GET /messages. Null: <paramref name="after"/> is neither an instant nor the id of a message.</summary>
    public static MailQuery? Parse(string? to, string? subject, string? after, Func<string, bool> isMessage)
    {
        var query = new MailQuery(Some(to), Some(subject));
        if (Some(after) is not { } text)
            return query;
        if (isMessage(text))
            return query with { AfterId = text };
        // A plus sign that was not escaped arrives as a blank.
        return DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? query with { AfterTime = time }
            : null;
    }

    public bool Selects(Entry entry) =>
        (To is null || entry.Reaches(To))
        && (Subject is null || Has(entry.Subject, Subject))
        && (Words is null || Has(entry.To, Words) || Has(entry.Sender, Words) || Has(entry.Subject, Words));

    /// <summary>True at the first entry, going back in time, that is not wanted any more.</summary>
    public bool EndsAt(Entry entry) => entry.Id == AfterId || entry.At <= AfterTime;

    static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
