using System.Collections.Immutable;
using NodaTime;

namespace Campaigns;

/// <summary>
/// Reads <c>rounds</c>, one a line: <c>name; when; to; under-embargo</c>, the last two optional. When: a duration from the opening, or date and time. To: groups and numbers of
/// addressees with <c>|</c> between; empty: all. And <c>embargoExcept</c>: <c>reviewers</c>, and groups whose letters leave before the end of the embargo.
/// </summary>
sealed class LaunchRounds(LaunchFields fields, LaunchSchedule schedule, IReadOnlyList<Addressee> addressees, DateTimeOffset now)
{
    public const string Field = "rounds";
    public const string Except = "embargoExcept";
    public const string Reviewers = "reviewers";
    const string Mark = "under-embargo";
    static readonly ImmutableArray<string> Columns = ["name", "when", "to", "embargo"];

    /// <returns>Null for none.</returns>
    public ImmutableArray<RoundPlan>? Read()
    {
        var lines = fields.Input.Lists.GetValueOrDefault(Field, []).Where(line => line.Cells is not null || !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (lines.Count > Limits.Rounds) fields.Refuse(Field, "TooMany", LaunchFields.Number(Limits.Rounds));
        if (lines.Count > 0 && addressees.Count == 0) fields.Refuse(Field, "NeedsAddressees");
        if (lines.Count > 0 && fields.Text("secondApproval") == "yes") fields.Refuse(Field, "RoundsNeedOnePerson");
        var rounds = ImmutableArray.CreateBuilder<RoundPlan>();
        foreach (var line in lines.Take(Limits.Rounds))
            if (Cells(line) is { } cells && Round(new(fields, Field, line.Line, cells), cells) is { } round) rounds.Add(round);
        if (Early() is { } early) rounds.Add(early);
        return rounds.Count == 0 ? null : rounds.ToImmutable();
    }

    /// <summary>Whether reviewers see the list while the embargo lasts.</summary>
    public bool ExceptsReviewers() => Excepted().Any(word => word.Text == Reviewers);

    /// <summary>The line that <see cref="Read"/> reads as this round; null for one that has a date of its own, or none.</summary>
    public static string? Write(RoundPlan plan) => plan.Chosen.Length == 0 ? null
        : ListCells.Join([plan.Name, plan.Chosen, string.Join('|', plan.To), .. plan.UnderEmbargo ? [Mark] : Array.Empty<string>()]);

    RoundPlan? Round(LaunchRow row, IReadOnlyDictionary<string, string> cells)
    {
        var name = row.Text("name");
        var mark = cells.GetValueOrDefault("embargo", "").Trim();
        if (mark.Length > 0 && mark != Mark) row.Refuse("embargo", "NotOneOf", Mark);
        if (mark == Mark && schedule.EmbargoUntil is null) row.Refuse("embargo", "NeedsEmbargo");
        var to = To(row, cells.GetValueOrDefault("to", ""));
        return When(row, cells.GetValueOrDefault("when", "").Trim()) is var (chosen, at) ? new(name, chosen, at) { To = to, UnderEmbargo = mark == Mark } : null;
    }

    (string Chosen, DateTimeOffset At)? When(LaunchRow row, string typed)
    {
        var zone = ZonedTime.FindZone(schedule.TimeZone) ?? DateTimeZone.Utc;
        var (opens, period) = (schedule.OpensAt ?? now, IsoDuration.Read(typed));
        DateTimeOffset? at = period is null ? ZonedTime.Read(typed, schedule.TimeZone) : IsoDuration.IsTooLong(period) ? DateTimeOffset.MaxValue : ZonedTime.Add(opens, period, zone);
        if (typed.Length == 0) row.Refuse("when", "Required");
        else if (at is null) row.Refuse("when", "NotADate");
        else if (at <= now) row.Refuse("when", "InThePast");
        else if (at <= opens) row.Refuse("when", "BeforeOpening");
        else if (at >= schedule.Closes || at == DateTimeOffset.MaxValue) row.Refuse("when", "AfterTheClose");
        else return (period is null ? "" : IsoDuration.Write(period), at.Value);
        return null;
    }

    ImmutableArray<int> To(LaunchRow row, string typed)
    {
        var numbers = new SortedSet<int>();
        foreach (var one in typed.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (Numbers(one) is { Length: > 0 } found) numbers.UnionWith(found);
            else row.Refuse("to", "Unknown");
        return [.. numbers];
    }

    int[] Numbers(string word) => int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? [.. addressees.Where(to => to.Number == number).Select(to => to.Number)]
        : [.. addressees.Where(to => word.Equals(to.Group, StringComparison.OrdinalIgnoreCase)).Select(to => to.Number)];

    RoundPlan? Early()
    {
        var words = Excepted().ToList();
        if (words.Count > 0 && schedule.EmbargoUntil is null) fields.Refuse(Except, "NeedsEmbargo");
        var numbers = new SortedSet<int>();
        foreach (var (line, text) in words.Where(word => word.Text != Reviewers))
            if (Numbers(text) is { Length: > 0 } found) numbers.UnionWith(found);
            else fields.Refuse(FieldError.At(line, Except, "Unknown"));
        return numbers.Count == 0 ? null : new("", "", null) { To = [.. numbers], UnderEmbargo = true };
    }

    IEnumerable<(int Line, string Text)> Excepted() =>
        fields.Input.Lists.GetValueOrDefault(Except, []).Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => (line.Line, line.Text!.Trim()));

    IReadOnlyDictionary<string, string>? Cells(LaunchLine line)
    {
        if (line.Cells is { } named)
        {
            foreach (var name in named.Keys.Where(name => !Columns.Contains(name))) fields.Refuse(FieldError.At(line.Line, Field, "Unknown") with { Column = name });
            return named;
        }
        if (ListCells.Split(line.Text!) is not { } cells) fields.Refuse(FieldError.At(line.Line, Field, "BrokenQuotes"));
        else if (cells.Count < 2 || cells.Count > Columns.Length)
            fields.Refuse(FieldError.At(line.Line, Field, "Columns", LaunchFields.Number(cells.Count < 2 ? 2 : Columns.Length), LaunchFields.Number(cells.Count)));
        else return Columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return null;
    }
}
