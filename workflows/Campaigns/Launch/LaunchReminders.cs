using System.Collections.Immutable;

namespace Campaigns;

/// <summary>Reads <c>reminders</c>.</summary>
static class LaunchReminders
{
    public static ImmutableArray<string> Read(LaunchFields fields, LaunchSchedule schedule, DateTimeOffset now)
    {
        var lines = fields.Input.Lists.GetValueOrDefault("reminders", []).Where(line => !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (lines.Count > Limits.Reminders)
        {
            fields.Refuse("reminders", "TooMany", LaunchFields.Number(Limits.Reminders));
            return [];
        }

        if (lines.Count > 0 && fields.Text("window") == LaunchSchedule.NoDeadline)
        {
            fields.Refuse("reminders", "NeedsDeadline");
            return [];
        }

        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
            if (ReminderTime.Read(line.Text!) is not { } chosen) Refuse(line, "NotAReminder");
            else if (!found.TryAdd(chosen, line.Line)) Refuse(line, "Duplicate", LaunchFields.Number(found[chosen]));
            else if (IsBeforeOpening(chosen, schedule, now)) Refuse(line, "BeforeOpening");
        return [.. found.Keys];

        void Refuse(LaunchLine line, string reason, params string[] arguments) =>
            fields.Refuse(FieldError.At(line.Line, "reminders", reason, arguments));
    }

    static bool IsBeforeOpening(string chosen, LaunchSchedule schedule, DateTimeOffset now)
    {
        var opens = schedule.OpensAt ?? now;
        return schedule.Closes is { } closes && closes > opens
            && ReminderTime.DueAt(chosen, opens, closes, ZonedTime.FindZone(schedule.TimeZone)!) <= opens;
    }
}
