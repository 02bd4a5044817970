using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Simulation;

/// <summary>The client of the orchestrations, whose doorbells and starts get lost, come twice or late.</summary>
sealed class FlakyClient(World world, AppProcess process, DurableTaskClient inner) : DurableTaskClient(inner.Name)
{
    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (!world.Faults.Strike(FaultKinds.Bells))
        {
            await inner.RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);
            return;
        }
        var luck = world.Faults.Luck(FaultKinds.Bells);
        switch (luck.Next(4))
        {
            case 0:
                world.Trace.Say($"A doorbell of {instanceId} is lost.");
                return;
            case 1:
                await inner.RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);
                await inner.RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);
                return;
            case 2:
                world.Agenda.In(luck.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromHours(3)), () =>
                    _ = process.AskAsync(_ => RingLateAsync(instanceId, eventName)));
                return;
            default:
                throw new TimeoutException("The task hub does not answer.");
        }
    }

    async Task<bool> RingLateAsync(string instanceId, string eventName)
    {
        await inner.RaiseEventAsync(instanceId, eventName);
        return true;
    }

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (world.Planted.LosesStarts()) return options!.InstanceId!;
        var late = false;
        if (world.Faults.Strike(FaultKinds.Bells))
        {
            late = world.Faults.Luck(FaultKinds.Bells).Chance(0.5);
            if (!late) throw new TimeoutException("The task hub does not answer.");
        }
        var id = await inner.ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options, cancellation);
        return late ? throw new TimeoutException("The task hub did it and does not answer.") : id;
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        inner.WaitForInstanceStartAsync(instanceId, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        inner.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs, cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        inner.SuspendInstanceAsync(instanceId, reason, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        inner.ResumeInstanceAsync(instanceId, reason, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        inner.GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => inner.GetAllInstancesAsync(filter);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
