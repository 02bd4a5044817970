using System.Globalization;
using Campaigns.Local.Worker.Functions;
using NCrontab;

namespace Campaigns.Local.Worker.Timers;

/// <summary>When a timer is due, in UTC.</summary>
sealed class Schedule
{
    readonly CrontabSchedule? cron;
    readonly TimeSpan period;

    Schedule(CrontabSchedule? cron, TimeSpan period) => (this.cron, this.period) = (cron, period);

    /// <summary>Runs are a minute or more apart; closer ones are not monitored, as in Azure.</summary>
    public bool CanBeMonitored(DateTimeOffset now)
    {
        var moment = now;
        for (var i = 0; i < 5; i++)
        {
            var next = Next(moment);
            if (i > 0 && next - moment < TimeSpan.FromMinutes(1))
                return false;
            moment = next;
        }

        return true;
    }

    /// <exception cref="FunctionProblem">Neither a cron expression of five or six fields nor a positive time span.</exception>
    public static Schedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields == 1 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var period) && period > TimeSpan.Zero)
            return new Schedule(null, period);
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        if (fields is 5 or 6 && CrontabSchedule.TryParse(text, options) is { } cron)
            return new Schedule(cron, default);
        throw new FunctionProblem($"the schedule '{text}' is neither an NCRONTAB expression nor a time span.");
    }

    /// <summary>The first time after <paramref name="after"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => cron is null
        ? after + period
        : new DateTimeOffset(cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
}
