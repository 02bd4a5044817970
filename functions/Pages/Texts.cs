using System.Globalization;
using Campaigns.Language;
using Campaigns.Mail;
using Microsoft.Extensions.Localization;

namespace Campaigns.Functions.Pages;

/// <summary>What pages say, in the reader's language (the current UI culture; English where a text is missing).</summary>
public sealed class Texts(IStringLocalizer<TextFiles.Pages> pages, IStringLocalizer<TextFiles.Desk> desk, IStringLocalizer<TextFiles.Staff> staff)
{
    public string this[string key, params object[] values] =>
        Typeset.Fill(SpokenLanguage.Of(Language), Find(key), values);

    /// <summary>What signatories read, then what coordinators do, then what only operators do.</summary>
    LocalizedString Find(string key) =>
        pages[key] is { ResourceNotFound: false } text ? text : desk[key] is { ResourceNotFound: false } desks ? desks : staff[key];

    /// <summary>Whether there is such a text, in this language or in English.</summary>
    public bool Has(string key) => !Find(key).ResourceNotFound;

    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>A counted thing: <c>{0}</c> of the form that goes with <paramref name="number"/>.</summary>
    public string Count(string key, int number) =>
        this[Find(Plural.Key(Language, key, number)).ResourceNotFound ? Plural.Key("en", key, number) : Plural.Key(Language, key, number), number];

    /// <summary>One error, as a sentence that can stand beside its field.</summary>
    public string Say(FieldError error)
    {
        var sentence = this["Error_" + error.Reason, [.. error.Arguments]];
        return error switch
        {
            { Line: { } line, Column: { } column } => this["Error_AtColumn", line, column, sentence],
            { Line: { } line } => this["Error_AtLine", line, sentence],
            _ => sentence,
        };
    }

    /// <summary>Why a mail did not leave, or may not have: in the reader's language, where the words are our own.</summary>
    public string SayReason(string reason) => MailReason.Find(reason) is var (why, values) ? this["MailReason_" + why.Key, [.. values]] : reason;

    /// <summary><c>37 organisations from 18 countries</c>, with individuals where there are any.</summary>
    public string Say(Count count)
    {
        var organisations = Count("Organisations", count.Organisations);
        var individuals = Count("Individuals", count.Individuals);
        var who = count switch
        {
            { Individuals: 0 } => organisations,
            { Organisations: 0 } => individuals,
            _ => this["And", organisations, individuals],
        };
        return count.Countries == 0 ? who : $"{who} {Count("FromCountries", count.Countries)}";
    }

    /// <summary>How long that is, in at most two units: <c>3 hours 12 minutes</c>.</summary>
    public string Say(TimeSpan span) => span switch
    {
        { TotalDays: >= 7 } => Count("Days", span.Days),
        { TotalDays: >= 1 } => Two("Days", span.Days, "Hours", span.Hours),
        { TotalHours: >= 1 } => Two("Hours", span.Hours, "Minutes", span.Minutes),
        { TotalMinutes: >= 1 } => Count("Minutes", span.Minutes),
        _ => this["LessThanAMinute"],
    };

    /// <summary>An ISO 8601 duration in words: <c>1 year 6 months</c>; seconds are left out.</summary>
    public string SayDuration(string iso)
    {
        var period = IsoDuration.Read(iso)!;
        (string Key, long Number)[] parts =
            [("Years", period.Years), ("Months", period.Months), ("Days", period.Weeks * 7 + period.Days), ("Hours", period.Hours), ("Minutes", period.Minutes)];
        var said = string.Join(' ', parts.Where(part => part.Number > 0).Select(part => Count(part.Key, (int)part.Number)));
        return said.Length > 0 ? said : this["LessThanAMinute"];
    }

    string Two(string large, int many, string small, int few) =>
        few == 0 ? Count(large, many) : $"{Count(large, many)} {Count(small, few)}";
}
