using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaigns.Mail;

/// <summary>
/// Why a message did not leave, or may not have, in the product's own words. They are written down in English, as JSON, exports and
/// evidence have them; pages say them in the reader's language. What the mail service or a person said stays as it was said.
/// </summary>
public sealed class MailReason
{
    public static readonly MailReason
        NotReached = new(nameof(NotReached), "the mail service refuses connections"),
        BrokenOff = new(nameof(BrokenOff), "the connection to the mail service broke ({0})"),
        Silent = new(nameof(Silent), "the mail service did not answer in time"),
        NamedField = new(nameof(NamedField), "the mail service answered {0}: {1}"),
        Answered = new(nameof(Answered), "the mail service answered {0}"),
        GaveUp = new(nameof(GaveUp), "the mail service refused every attempt"),
        CutOff = new(nameof(CutOff), "an earlier attempt ended before the mail service answered");

    /// <summary>What says more stands first.</summary>
    public static IReadOnlyList<MailReason> All { get; } = [NotReached, BrokenOff, Silent, NamedField, Answered, GaveUp, CutOff];

    readonly Regex pattern;

    MailReason(string key, string words)
    {
        (Key, Words) = (key, words);
        pattern = new($"^{Regex.Replace(Regex.Escape(words), @"\\\{\d}", "(.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>Of the text in other languages.</summary>
    public string Key { get; }

    /// <summary>English; <c>{0}</c> and <c>{1}</c> stand for values.</summary>
    public string Words { get; }

    public string Say(params object[] values) => string.Format(CultureInfo.InvariantCulture, Words, values);

    /// <summary>Which of them that is, and its values; null for what somebody else said.</summary>
    public static (MailReason Why, IReadOnlyList<string> Values)? Find(string said)
    {
        foreach (var why in All)
            if (why.pattern.Match(said) is { Success: true } match)
                return (why, [.. match.Groups.Values.Skip(1).Select(value => value.Value)]);
        return null;
    }
}
