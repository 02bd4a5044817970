using Campaigns.Local.Worker.Functions;
using Campaigns.Local.Worker.Host;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Timers;

/// <summary>Runs the timer functions from the start of the app to its stop.</summary>
sealed class TimerService(
    IReadOnlyList<FunctionEntry> timers, FunctionPipeline pipeline, HostSettings settings, IServiceProvider services) : BackgroundService
{
    readonly TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
    readonly ILogger log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Campaigns.Local.Worker.Timers");
    DateTimeOffset started;

    public static Schedule ScheduleOf(FunctionEntry timer, HostSettings settings) =>
        Schedule.Parse(settings.Expand(((TimerTriggerAttribute)timer.Trigger).Schedule));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        started = time.GetUtcNow();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(timers.Select(timer => Keep(timer, stoppingToken)));

    async Task Keep(FunctionEntry timer, CancellationToken stop)
    {
        var schedule = ScheduleOf(timer, settings);
        var monitored = ((TimerTriggerAttribute)timer.Trigger).UseMonitor && schedule.CanBeMonitored(time.GetUtcNow());
        var statuses = monitored ? services.GetRequiredService<TimerStatusTable>() : null;
        var run = new TimerRun(timer, schedule, started, statuses, pipeline, services, time, log);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run.Keep(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Only reading the status can end a run early: try again until the storage answers.
                log.LogError(e, "The timer of {Function} starts again in 10 s", timer.Name);
                await Task.Delay(TimeSpan.FromSeconds(10), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
