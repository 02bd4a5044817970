using System.Collections.Immutable;
using NodaTime;

namespace Campaigns;

/// <summary>Reads <c>followUps</c>: durations after the letters at which offices are reminded that have not answered.</summary>
static class LaunchFollowUps
{
    /// <returns>Null for none; the shortest first.</returns>
    public static ImmutableArray<string>? Read(LaunchFields fields)
    {
        var lines = fields.Input.Lists.GetValueOrDefault("followUps", []).Where(line => !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (lines.Count == 0) return null;
        if (lines.Count > Limits.FollowUps) fields.Refuse("followUps", "TooMany", LaunchFields.Number(Limits.FollowUps));
        var found = new SortedDictionary<LocalDateTime, string>();
        foreach (var line in lines.Take(Limits.FollowUps))
            if (IsoDuration.Read(line.Text!.Trim()) is not { } period) Refuse(line, "NotADuration");
            else if (IsoDuration.IsTooLong(period)) Refuse(line, "TooFarAhead", LaunchFields.Number(IsoDuration.LongestYears));
            else if (!found.TryAdd(Start.Plus(period), IsoDuration.Write(period))) Refuse(line, "Duplicate", LaunchFields.Number(1));
            else if (Start.Plus(period) < Start.PlusHours(1)) Refuse(line, "TooSoon");
        return [.. found.Values];

        void Refuse(LaunchLine line, string reason, params string[] arguments) => fields.Refuse(FieldError.At(line.Line, "followUps", reason, arguments));
    }

    /// <summary>Any ordinary year: durations are put in order by where they lead from here.</summary>
    static readonly LocalDateTime Start = new(2001, 1, 1, 0, 0);
}
