using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace Campaigns.Tests.Simulation;

/// <summary>What a campaign is, drawn by the seed: from minutes to ten months, with every rule that a launch can choose.</summary>
sealed class CampaignPlan
{
    static readonly string[] Zones = ["Europe/Vienna", "UTC", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Africa/Cairo", "Europe/Moscow"];
    static readonly string[] Languages = ["en", "fr", "ru"];
    static readonly string[] Countries = ["NO", "AT", "PL", "AM", "GE", "RS", "KZ"];

    readonly Random luck;
    readonly int place;

    public CampaignPlan(long seed, int place, DateTimeOffset start)
    {
        this.place = place;
        luck = Seeds.Stream(seed, "campaign", place);
        LaunchAt = start + luck.NextDouble() * TimeSpan.FromHours(24);
        Window = DrawWindow();
        HasNoDeadline = luck.Chance(0.08);
        Draft = WithConditions(DrawDraft(), Seeds.Stream(seed, "conditions", place));
        People = [.. DrawPeople()];
    }

    public DateTimeOffset LaunchAt { get; }
    /// <summary>How long it is open; without a deadline, after how long the coordinator closes it.</summary>
    public TimeSpan Window { get; }
    public bool HasNoDeadline { get; }
    public CampaignDraft Draft { get; }
    public ImmutableArray<PersonPlan> People { get; }
    public Random Staff => luck;

    DateTimeOffset Opens => Draft.OpensAt ?? LaunchAt;
    public DateTimeOffset PlannedClose => Draft.ClosesAt ?? Opens + Window;

    TimeSpan DrawWindow() => luck.NextDouble() switch
    {
        < 0.5 => luck.Spread(TimeSpan.FromMinutes(10), TimeSpan.FromHours(6)),
        < 0.92 => luck.Spread(TimeSpan.FromHours(6), TimeSpan.FromDays(4)),
        < 0.99 => luck.Spread(TimeSpan.FromDays(4), TimeSpan.FromDays(20)),
        _ => luck.Spread(TimeSpan.FromDays(20), TimeSpan.FromDays(305)),
    };

    CampaignDraft DrawDraft()
    {
        DateTimeOffset? opens = luck.Chance(0.3) ? LaunchAt + luck.Spread(TimeSpan.FromMinutes(2), TimeSpan.FromDays(2)) : null;
        var fixedDeadline = luck.Chance(0.4);
        var closes = (opens ?? LaunchAt) + Window;
        return new()
        {
            Title = $"Let her speak {place}",
            Language = "en",
            Texts = ImmutableSortedDictionary<string, string>.Empty.Add("en", "We ask you to let our colleague speak.").Add("fr", "Nous vous prions de la laisser parler."),
            Window = fixedDeadline || HasNoDeadline ? null : XmlConvert.ToString(TimeSpan.FromMinutes(Math.Ceiling(Window.TotalMinutes))),
            ClosesAt = fixedDeadline && !HasNoDeadline ? closes : null,
            TimeZone = luck.Of(Zones),
            OpensAt = opens,
            Signatories = luck.Of(SignatoryRule.Organisations, SignatoryRule.Individuals, SignatoryRule.Both),
            Vetting = luck.Chance(0.25) ? VettingRule.Coordinator : VettingRule.None,
            Approval = luck.Of(ApprovalRule.Automatic, ApprovalRule.Always, ApprovalRule.BelowThreshold),
            MinimumSignatures = luck.Chance(0.4) ? luck.Next(1, 8) : null,
            MinimumCountries = luck.Chance(0.2) ? luck.Next(1, 4) : null,
            Addressees = [.. Enumerable.Range(1, luck.Chance(0.03) ? 25 : luck.Next(0, 5)).Select(Office)],
            Invitations = [.. Enumerable.Range(1, luck.Chance(0.03) ? 60 : luck.Next(0, 9)).Select(Invited)],
            Grace = !HasNoDeadline && luck.Chance(0.25) ? TimeSpan.FromMinutes(luck.Next(1, 16)) : null,
            Reminders = HasNoDeadline ? [] : DrawReminders(),
            EmbargoUntil = luck.Chance(0.2) ? closes + luck.Spread(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)) : null,
            Coordinator = Marker.Address($"coordinator{place}"),
        };
    }

    /// <summary>A stream of their own, so that the worlds of before there were such rules stay what they were in all else.</summary>
    CampaignDraft WithConditions(CampaignDraft draft, Random own)
    {
        var named = draft.Signatories != SignatoryRule.Individuals && draft.Invitations.Length > 0 && own.Chance(0.2)
            ? draft.Invitations.Take(own.Next(1, 3)).Select((one, index) => new MustSign(index + 1, one.Organisation, one.Country)).ToImmutableArray() : (ImmutableArray<MustSign>?)null;
        int? objections = own.Chance(0.2) ? own.Next(0, 3) : null;
        var hasCondition = named is not null || objections is not null || draft.MinimumSignatures is not null || draft.MinimumCountries is not null;
        var rule = hasCondition ? own.Of(MissedRule.Approval, MissedRule.Ask, MissedRule.Extend, MissedRule.Extend, MissedRule.DoNotSend) : MissedRule.Approval;
        if (rule == MissedRule.Extend && HasNoDeadline) rule = MissedRule.Ask;
        var by = XmlConvert.ToString(TimeSpan.FromMinutes(Math.Ceiling(own.Spread(TimeSpan.FromMinutes(5), Window / 2 + TimeSpan.FromMinutes(10)).TotalMinutes)));
        return draft with { MustSigns = named, MaximumObjections = objections, WhenMissed = rule, ExtendBy = rule == MissedRule.Extend ? by : null };
    }

    ImmutableArray<string> DrawReminders()
    {
        List<string> chosen = [];
        if (luck.Chance(0.6)) chosen.Add("50%");
        if (luck.Chance(0.3)) chosen.Add($"{luck.Next(51, 99)}%");
        if (luck.Chance(0.3) && Window > TimeSpan.FromHours(2)) chosen.Add("PT1H");
        if (luck.Chance(0.3) && Window > TimeSpan.FromDays(2)) chosen.Add("P1D");
        return [.. chosen.Distinct()];
    }

    Addressee Office(int number) => new(
        number, $"Minister {number}", "Ministry of Foreign Affairs", luck.Of(Countries), Marker.Address($"office{place}.{number}"), luck.Of(Languages), "Dear Minister");

    Invitation Invited(int number) => new(
        number, Marker.Name($"Committee {place} {number}"), luck.Of(Countries), luck.Chance(0.7) ? Marker.Name($"Contact {number}") : "",
        Marker.Address($"invited{place}.{number}"), luck.Of(Languages));

    IEnumerable<PersonPlan> DrawPeople()
    {
        var number = 0;
        foreach (var invitation in Draft.Invitations)
            yield return new(++number, invitation.Email, luck.Of(PersonPlan.Habits), luck.Next()) { Invitation = invitation.Number };
        for (var left = luck.Next(0, 7); left > 0; left--)
        {
            var sameAsInvited = Draft.Invitations.Length > 0 && luck.Chance(0.15);
            var address = sameAsInvited ? Draft.Invitations[luck.Next(Draft.Invitations.Length)].Email : Marker.Address($"public{place}.{++number}");
            yield return new(++number, address, luck.Of(PersonPlan.Habits), luck.Next())
            {
                Kind = Draft.Signatories == SignatoryRule.Organisations || (Draft.Signatories == SignatoryRule.Both && luck.Chance(0.5))
                    ? Signatures.SignatoryKind.Organisation : Signatures.SignatoryKind.Individual,
                Organisation = luck.Chance(0.2) ? Marker.Name($"COMMITTEE {place} 1") : Marker.Name(string.Create(CultureInfo.InvariantCulture, $"House {place} {number}")),
                Country = luck.Of(Countries),
            };
        }
    }
}
