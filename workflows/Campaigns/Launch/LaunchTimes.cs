using NodaTime;

namespace Campaigns;

/// <summary>The times of a launch. <see cref="Closes"/> is known for every valid launch that has a deadline, counted from
/// now when it opens at once.</summary>
sealed record LaunchSchedule(
    string TimeZone, DateTimeOffset? OpensAt, string? Window, DateTimeOffset? ClosesAt, DateTimeOffset? EmbargoUntil, DateTimeOffset? Closes)
{
    /// <summary>What <c>window</c> says where there is no deadline.</summary>
    public const string NoDeadline = "none";

    public bool HasDeadline => Window is not null || ClosesAt is not null;
}

/// <summary>Reads <c>timeZone</c>, <c>opensAt</c>, <c>window</c> or <c>closesAt</c>, and <c>embargoUntil</c>.</summary>
sealed class LaunchTimes(LaunchFields fields, DateTimeOffset now)
{
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    readonly DateTimeZone? zone = ReadZone(fields);

    public LaunchSchedule Read()
    {
        var opensAt = At("opensAt");
        if (opensAt < now - Tolerance) fields.Refuse("opensAt", "InThePast");
        else RefuseTooFar("opensAt", opensAt, now);
        var opens = opensAt ?? now;

        var closesAt = At("closesAt");
        if (closesAt <= now) fields.Refuse("closesAt", "InThePast");
        else if (closesAt <= opens) fields.Refuse("closesAt", "BeforeOpening");
        else RefuseTooFar("closesAt", closesAt, opens);

        var window = Window();
        var closes = closesAt ?? Closes(window, opens);
        if (window is not null) RefuseTooFar("window", closes ?? DateTimeOffset.MaxValue, opens);
        OneOfWindowAndDeadline();

        var embargo = At("embargoUntil");
        if (embargo <= now) fields.Refuse("embargoUntil", "InThePast");
        else RefuseTooFar("embargoUntil", embargo, closes ?? opens);
        return new(zone?.Id ?? "UTC", opensAt, window is null ? null : IsoDuration.Write(window), closesAt, embargo, closes);
    }

    static DateTimeZone? ReadZone(LaunchFields fields)
    {
        var typed = fields.Text("timeZone");
        if (typed.Length == 0) return NeedsZone(fields) ? null : DateTimeZone.Utc;
        if (ZonedTime.FindZone(typed) is { } zone) return zone;
        fields.Refuse("timeZone", "NotAZone");
        return null;
    }

    static bool NeedsZone(LaunchFields fields)
    {
        var local = new[] { "closesAt", "opensAt", "embargoUntil" }.Any(field => ZonedTime.Parse(fields.Text(field)) is { Offset: null });
        if (local) fields.Required("timeZone");
        return local;
    }

    DateTimeOffset? At(string field)
    {
        var typed = fields.Text(field);
        if (typed.Length == 0) return null;
        if (ZonedTime.Parse(typed) is not { } time) fields.Refuse(field, "NotADate");
        else if (zone is not null || time.Offset is not null) return ZonedTime.Resolve(time, zone ?? DateTimeZone.Utc);
        return null;
    }

    Period? Window()
    {
        var typed = fields.Text("window");
        if (typed.Length == 0 || typed == LaunchSchedule.NoDeadline) return null;
        if (IsoDuration.Read(typed) is { } window) return window;
        fields.Refuse("window", "NotADuration");
        return null;
    }

    DateTimeOffset? Closes(Period? window, DateTimeOffset opens) =>
        window is null || IsoDuration.IsTooLong(window) ? null : ZonedTime.Add(opens, window, zone ?? DateTimeZone.Utc);

    void OneOfWindowAndDeadline()
    {
        var (window, deadline) = (fields.Text("window").Length > 0, fields.Text("closesAt").Length > 0);
        if (window && deadline) fields.Refuse("window", "OneOf", "closesAt");
        else if (!window && !deadline) fields.Refuse("window", "Required");
    }

    void RefuseTooFar(string field, DateTimeOffset? at, DateTimeOffset from)
    {
        if (at > from.AddYears(IsoDuration.LongestYears)) fields.Refuse(field, "TooFarAhead", LaunchFields.Number(IsoDuration.LongestYears));
    }
}
