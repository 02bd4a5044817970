using System.Collections.Immutable;

namespace Campaigns.Alarms;

/// <summary>What becomes of the open alarms of one campaign when its troubles are these; pure.</summary>
/// <param name="Raised">New: to be told.</param>
/// <param name="Kept">Still open, with the trouble as it is now. Not told again.</param>
/// <param name="Mended">Open until now.</param>
public sealed record AlarmChanges(ImmutableArray<Alarm> Raised, ImmutableArray<Alarm> Kept, ImmutableArray<Alarm> Mended)
{
    public static AlarmChanges Of(string campaignId, IReadOnlyList<Alarm> open, IReadOnlyList<Trouble> troubles, DateTimeOffset now) => new(
        [.. troubles.Where(trouble => Find(open, trouble.Place) is null).Select(trouble => new Alarm(campaignId, trouble, now))],
        [.. from trouble in troubles let alarm = Find(open, trouble.Place) where alarm is not null select alarm with { Trouble = Merge(alarm.Trouble, trouble) }],
        [.. open.Where(alarm => troubles.All(trouble => trouble.Place != alarm.Place)).Select(alarm => alarm with { MendedAt = now })]);

    static Alarm? Find(IReadOnlyList<Alarm> open, AlarmPlace place) => open.FirstOrDefault(alarm => alarm.Place == place);

    // The same trouble keeps its beginning, where the facts of today only know that it is there.
    static Trouble Merge(Trouble before, Trouble now) =>
        (before.Kind, before.Step, before.Number) == (now.Kind, now.Step, now.Number) && before.Since < now.Since ? now with { Since = before.Since } : now;
}
