using Campaigns.Local.Worker.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Timers;

/// <summary>
/// Keeps one timer: waits, runs the function, notes the run, never twice at a time. What was missed while the app was down is
/// made up for by one run that says it is past due, what was missed during a run by one right after it. A function that fails
/// is logged and runs again at its next time.
/// </summary>
/// <param name="started">When the app started: what becomes due while storage is asked for the status is not missed.</param>
sealed class TimerRun(
    FunctionEntry function, Schedule schedule, DateTimeOffset started, TimerStatusTable? statuses, FunctionPipeline pipeline, IServiceProvider services, TimeProvider time, ILogger log)
{
    // A timer that wakes this much too late was held up, by a sleeping machine for instance.
    static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    // Below what a timer of the platform can wait at most, 49 days.
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    TimerTriggerAttribute Trigger => (TimerTriggerAttribute)function.Trigger;

    public async Task Keep(CancellationToken stop)
    {
        var status = statuses is null ? null : await statuses.Read(function.Name, stop);
        var due = schedule.Next(started);
        if (status is not null && new DateTimeOffset(status.Next) is var recorded && recorded <= started)
            (status, due) = await Run(status, recorded, true, stop);
        else if (Trigger.RunOnStartup)
            (status, due) = await Run(status, started, false, stop);
        else if (statuses is not null)
            status = await Note(status?.Last ?? default, due, stop);

        while (true)
        {
            due = await WaitUntil(due, stop);
            (status, due) = await Run(status, due, time.GetUtcNow() - due > Late, stop);
        }
    }

    /// <returns>When the run was due after all: a clock that was set back has other times before it.</returns>
    async Task<DateTimeOffset> WaitUntil(DateTimeOffset due, CancellationToken stop)
    {
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stop);
            if (schedule.Next(time.GetUtcNow()) is var next && next < due) due = next;
        }
        return due;
    }

    async Task<(ScheduleStatus?, DateTimeOffset Next)> Run(
        ScheduleStatus? status, DateTimeOffset due, bool pastDue, CancellationToken stop)
    {
        var begun = time.GetUtcNow();
        await Invoke(new TimerInfo { IsPastDue = pastDue, ScheduleStatus = status }, stop);
        var next = schedule.Next(due > begun ? due : begun);
        return (statuses is null ? null : await Note(due.UtcDateTime, next, stop), next);
    }

    async Task Invoke(TimerInfo info, CancellationToken stop)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            await pipeline.Run(new LocalFunctionContext(function, scope.ServiceProvider, stop) { Trigger = info });
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "Function {Function} failed", function.Name);
        }
    }

    async Task<ScheduleStatus> Note(DateTime last, DateTimeOffset next, CancellationToken stop)
    {
        var status = new ScheduleStatus { Last = last, Next = next.UtcDateTime, LastUpdated = time.GetUtcNow().UtcDateTime };
        try
        {
            await statuses!.Write(function.Name, status, stop);
        }
        catch (Azure.RequestFailedException e)
        {
            // The run itself is done; without the note the next start may repeat it.
            log.LogWarning(e, "The schedule of {Function} could not be noted", function.Name);
        }

        return status;
    }
}
