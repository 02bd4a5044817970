using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The function runs on a schedule: an NCRONTAB expression of six fields in UTC (seconds first; five fields mean second 0),
/// a <see cref="TimeSpan"/> between runs, or <c>%Setting%</c> for one of these from the configuration.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Runs once when the app starts, whatever the schedule says.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Keeps the time of the last run, so that a run missed while the app was down is made up for. Ignored for intervals under a minute.</summary>
    public bool UseMonitor { get; set; } = true;
}

/// <summary>What a timer function is told about its run.</summary>
public class TimerInfo
{
    /// <summary>Null where the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>The run comes later than it was due.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>Runs of a timer, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>When the timer last ran.</summary>
    public DateTime Last { get; set; }

    /// <summary>When it is due next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
