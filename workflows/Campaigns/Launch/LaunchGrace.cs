using NodaTime;

namespace Campaigns;

/// <summary>Reads <c>grace</c>: an ISO 8601 duration of at most <see cref="Limits.GraceMinutes"/> minutes; empty: none.</summary>
static class LaunchGrace
{
    public static TimeSpan? Read(LaunchFields fields, LaunchSchedule schedule)
    {
        var typed = fields.Text("grace");
        if (typed.Length == 0) return null;
        if (IsoDuration.Read(typed) is not { } grace) fields.Refuse("grace", "NotADuration");
        else if (fields.Text("window") == LaunchSchedule.NoDeadline) fields.Refuse("grace", "NeedsDeadline");
        else if (Length(grace) is { } length && length <= TimeSpan.FromMinutes(Limits.GraceMinutes)) return length;
        else fields.Refuse("grace", "TooLongATime", LaunchFields.Number(Limits.GraceMinutes));
        return null;
    }

    /// <summary>As <see cref="Read"/> takes it.</summary>
    public static string Write(TimeSpan? grace) => grace is { } length ? IsoDuration.Write(Period.FromTicks(length.Ticks).Normalize()) : "";

    // Days and more are far too long, and have no fixed length.
    static TimeSpan? Length(Period grace) => grace.HasDateComponent ? null : grace.ToDuration().ToTimeSpan();
}
