using System.Collections.Immutable;
using Campaigns.Signatures;
using NodaTime;

namespace Campaigns;

/// <summary>Reads what has to be reached besides numbers, and what happens when it is not: <c>mustSign</c> (lines <c>organisation; country</c>),
/// <c>maximumObjections</c>, <c>whenMissed</c> and <c>extendBy</c>.</summary>
static class LaunchConditions
{
    public const string MustSignField = "mustSign";
    static readonly ImmutableArray<string> Columns = ["organisation", "country"];

    public static CampaignDraft Read(LaunchFields fields, LaunchSchedule schedule, CampaignDraft draft, DateTimeOffset now)
    {
        var with = draft with
        {
            MustSigns = MustSigns(fields) is { IsEmpty: false } named ? named : null,
            MaximumObjections = fields.Count("maximumObjections", Limits.Invitations, from: 0),
            WhenMissed = fields.Choice("whenMissed",
                ("approval", MissedRule.Approval), ("ask", MissedRule.Ask), ("extend", MissedRule.Extend), ("do-not-send", MissedRule.DoNotSend)),
        };
        with = with with { ExtendBy = ExtendBy(fields, schedule, with.WhenMissed, draft.OpensAt ?? now) };
        var isNamed = with.MustSigns is not null || fields.Text("maximumObjections").Length > 0;
        if (with.WhenMissed != MissedRule.Approval && !isNamed && fields.Text("minimumSignatures").Length == 0 && fields.Text("minimumCountries").Length == 0)
            fields.Refuse("whenMissed", "NeedsCondition");
        if (draft.Signatories == SignatoryRule.Individuals && with.MustSigns is not null) fields.Refuse(MustSignField, "NotAllowedHere");
        return with;
    }

    /// <summary>The line that <see cref="Read"/> reads as this organisation.</summary>
    public static string Write(MustSign one) => ListCells.Join([one.Organisation, one.Country]);

    static string? ExtendBy(LaunchFields fields, LaunchSchedule schedule, MissedRule rule, DateTimeOffset opens)
    {
        var typed = fields.Text("extendBy");
        if (rule != MissedRule.Extend)
        {
            if (typed.Length > 0) fields.Refuse("extendBy", "OnlyWhenExtended");
            return null;
        }
        if (fields.Text("window") == LaunchSchedule.NoDeadline) fields.Refuse("whenMissed", "NeedsDeadline");
        else if (typed.Length == 0) fields.Required("extendBy");
        else if (IsoDuration.Read(typed) is not { } by) fields.Refuse("extendBy", "NotADuration");
        else if (IsoDuration.IsTooLong(by) || Extended(schedule, by) > opens.AddYears(IsoDuration.LongestYears))
            fields.Refuse("extendBy", "TooFarAhead", LaunchFields.Number(IsoDuration.LongestYears));
        else return IsoDuration.Write(by);
        return null;
    }

    static DateTimeOffset? Extended(LaunchSchedule schedule, Period by) =>
        schedule.Closes is { } closes ? ZonedTime.Add(closes, by, ZonedTime.FindZone(schedule.TimeZone) ?? DateTimeZone.Utc) : null;

    static ImmutableArray<MustSign> MustSigns(LaunchFields fields)
    {
        var lines = fields.Input.Lists.GetValueOrDefault(MustSignField, []).Where(line => line.Cells is not null || !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (lines.Count > Limits.MustSigns) fields.Refuse(MustSignField, "TooMany", LaunchFields.Number(Limits.MustSigns));
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var named = ImmutableArray.CreateBuilder<MustSign>();
        foreach (var line in lines.Take(Limits.MustSigns))
        {
            if (Cells(fields, line) is not { } cells) continue;
            var row = new LaunchRow(fields, MustSignField, line.Line, cells);
            var one = new MustSign(named.Count + 1, row.Text("organisation"), row.Country());
            if (!first.TryAdd(OrganisationName.Key(one.Organisation, one.Country), line.Line))
                row.Refuse("organisation", "Duplicate", LaunchFields.Number(first[OrganisationName.Key(one.Organisation, one.Country)]));
            named.Add(one);
        }
        return named.ToImmutable();
    }

    static IReadOnlyDictionary<string, string>? Cells(LaunchFields fields, LaunchLine line)
    {
        if (line.Cells is { } named)
        {
            foreach (var name in named.Keys.Where(name => !Columns.Contains(name)))
                fields.Refuse(FieldError.At(line.Line, MustSignField, "Unknown") with { Column = name });
            return named;
        }
        if (ListCells.Split(line.Text!) is not { } cells) fields.Refuse(FieldError.At(line.Line, MustSignField, "BrokenQuotes"));
        else if (cells.Count != Columns.Length) fields.Refuse(FieldError.At(line.Line, MustSignField, "Columns", LaunchFields.Number(Columns.Length), LaunchFields.Number(cells.Count)));
        else return Columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return null;
    }
}
