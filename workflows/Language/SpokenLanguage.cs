using System.Collections.Immutable;
using System.Globalization;

namespace Campaigns.Language;

/// <summary>
/// A language that the product speaks to signatories, on pages and in mails. A language is added by its line in <see cref="All"/>, its two resource
/// files and its column of countries; everything else follows from the line (<c>docs/translating.md</c>).
/// </summary>
/// <param name="Tag">BCP 47, without a region.</param>
/// <param name="Name">As the language calls itself.</param>
/// <param name="Plural">Which form of a counted thing goes with a number.</param>
/// <param name="Day">Date without a year, as .NET writes patterns: <c>d MMMM</c>.</param>
/// <param name="Year">What follows the day where the year is said: <c> yyyy</c>.</param>
/// <param name="AfterWeekday">Between weekday and day.</param>
/// <param name="BeforeTime">Between date and time.</param>
/// <param name="WeekdayLast">The weekday follows the date, in brackets: where words decline, it could not stand behind <c>until</c>, while the day of a month can.</param>
public sealed record SpokenLanguage(string Tag, string Name, PluralRule Plural, string Day = "d MMMM", string Year = " yyyy", string AfterWeekday = ", ", string BeforeTime = ", ", bool WeekdayLast = false)
{
    /// <summary>The first is the default, and the one that all others are translated from.</summary>
    public static readonly ImmutableArray<SpokenLanguage> All =
    [
        new("en", "English", PluralRule.English, AfterWeekday: " "),
        new("fr", "Français", PluralRule.French, AfterWeekday: " ", BeforeTime: " 'à' "),
        new("ru", "Русский", PluralRule.EastSlavic, Year: " yyyy 'г.'", WeekdayLast: true),
        new("uk", "Українська", PluralRule.EastSlavic, Year: " yyyy 'р.'", WeekdayLast: true),
        new("es", "Español", PluralRule.Spanish, Day: "d 'de' MMMM", Year: " 'de' yyyy"),
        new("ar", "العربية", PluralRule.Arabic, AfterWeekday: "، ", BeforeTime: "، "),
    ];

    public static SpokenLanguage Default => All[0];

    /// <summary>Whose first part is that of <paramref name="tag"/>, in any case; null when the product does not speak it.</summary>
    public static SpokenLanguage? Find(string? tag) =>
        tag is null ? null : All.FirstOrDefault(one => string.Equals(one.Tag, tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>The language in which somebody who wishes for <paramref name="tag"/> is spoken to.</summary>
    public static SpokenLanguage Of(string tag) => Find(tag) ?? Default;

    /// <summary>How the language writes numbers and names of months. All languages of the product count by the Gregorian calendar and in the digits 0 to 9,
    /// which are those of the codes and times that people have to type.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Tag);

    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;

    /// <summary>As HTML says it: <c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";
}
