using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns;

/// <summary>Starts and rings the orchestration of a campaign. The tables hold the truth, so what fails here is made up for by the sweep.</summary>
sealed class Orchestrations(DurableTaskClient client, ILogger logger)
{
    /// <summary>Starts it when there is none. That it runs, or has run, is success.</summary>
    /// <returns>Whether it had to be started.</returns>
    public async Task<bool> StartAsync(string id, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(id, cancellation) is not null) return false;
        try
        {
            await ScheduleAsync(id, cancellation);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else was faster; the client's own exception for that differs between hosts.
            if (await client.GetInstanceAsync(id, cancellation) is null) throw;
            return false;
        }
    }

    /// <summary>What the task hub says of it: no status when there is none; not known when it does not answer.</summary>
    public async Task<(bool IsKnown, OrchestrationRuntimeStatus? Status)> StatusAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return (true, (await client.GetInstanceAsync(id, getInputsAndOutputs: false, cancellation))?.RuntimeStatus);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The orchestration of campaign {CampaignId} could not be looked at.", id);
            return (false, null);
        }
    }

    /// <summary>Rings for a campaign that has something to do, and starts its orchestration again when it is missing or over too early.
    /// One that a person suspended or terminated is left alone.</summary>
    /// <param name="byAPerson">Somebody asks for it: then what was terminated begins again, too.</param>
    /// <returns>False when it was left alone, or could not be reached.</returns>
    public async Task<bool> WakeAsync(string id, bool byAPerson, CancellationToken cancellation)
    {
        try
        {
            switch ((await client.GetInstanceAsync(id, cancellation))?.RuntimeStatus)
            {
                case OrchestrationRuntimeStatus.Suspended:
                case OrchestrationRuntimeStatus.Terminated when !byAPerson:
                    return false;
                case OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending:
                    await client.RaiseEventAsync(id, CampaignDesk.Doorbell, cancellation: cancellation);
                    return true;
                default:
                    await ScheduleAsync(id, cancellation);
                    return true;
            }
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The orchestration of campaign {CampaignId} could not be woken; it wakes by itself.", id);
            return false;
        }
    }

    /// <summary>Ends what is at work of it and of its rounds, and starts it anew: the tables say where it stands. Letters that are being sent meanwhile are
    /// claimed, and none leaves twice. Should this be cut off, the watchdog says that it was terminated, and it can be asked for again.</summary>
    /// <param name="rounds">Instances of its rounds of letters.</param>
    public async Task AttachAnewAsync(string id, IEnumerable<string> rounds, CancellationToken cancellation)
    {
        foreach (var instance in rounds.Prepend(id)) // the campaign first: it would begin a round again that ends before it
        {
            if ((await client.GetInstanceAsync(instance, getInputsAndOutputs: false, cancellation))?.RuntimeStatus is not { } status || !IsAtWork(status)) continue;
            await client.TerminateInstanceAsync(instance, new TerminateInstanceOptions(), cancellation);
            await client.WaitForInstanceCompletionAsync(instance, cancellation);
        }
        await ScheduleAsync(id, cancellation);
    }

    static bool IsAtWork(OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended;

    /// <summary>For a campaign that has ended: starts it when there is none or when it is over, however it ended, because those who signed were
    /// told a date; leaves alone what is at work, and what a person suspended.</summary>
    public async Task StartAgainAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var status = (await client.GetInstanceAsync(id, cancellation))?.RuntimeStatus;
            var isAtWork = status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended;
            if (!isAtWork) await ScheduleAsync(id, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The orchestration of campaign {CampaignId} could not be started again; the sweep tries it.", id);
        }
    }

    /// <summary>Starts an orchestration that stands beside a campaign's own, unless it is at work or a person ended it.</summary>
    public async Task StartBesideAsync(string orchestrator, string id, object input, CancellationToken cancellation)
    {
        if ((await client.GetInstanceAsync(id, getInputsAndOutputs: false, cancellation))?.RuntimeStatus
            is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended or OrchestrationRuntimeStatus.Terminated) return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else was faster; the client's own exception for that differs between hosts.
            if (await client.GetInstanceAsync(id, cancellation) is null) throw;
        }
    }

    Task ScheduleAsync(string id, CancellationToken cancellation) => client.ScheduleNewOrchestrationInstanceAsync(
        nameof(CampaignOrchestrator), new CampaignInput(id), new StartOrchestrationOptions(id), cancellation);
}
