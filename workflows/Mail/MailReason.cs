using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaigns.Mail;

/// <summary>
/// Why a message did not leave, or may not have, in the product's own words. They are written down in English, as JSON, exports and
/// evidence have them; pages say them in the reader's language. What the mail service or a person said stays as it was said.
/// </summary>
/// <param name="Key">Of the text in other languages.</param>
/// <param name="Words">English; <c>{0}</c> and <c>{1}</c> stand for values.</param>
public sealed record MailReason(string Key, string Words)
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

    public string Say(params object[] values) => string.Format(CultureInfo.InvariantCulture, Words, values);

    /// <summary>Which of them that is, and its values; null for what somebody else said.</summary>
    public static (MailReason Why, IReadOnlyList<string> Values)? Find(string said)
    {
        foreach (var why in All)
            if (Regex.Match(said, $"^{Regex.Replace(Regex.Escape(why.Words), @"\\\{\d}", "(.+?)")}$", RegexOptions.CultureInvariant | RegexOptions.Singleline) is { Success: true } match)
                return (why, [.. match.Groups.Values.Skip(1).Select(value => value.Value)]);
        return null;
    }
}
