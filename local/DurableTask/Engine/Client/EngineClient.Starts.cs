using Campaigns.Local.DurableTask.Running;
using Campaigns.Local.DurableTask.Storage;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.DurableTask.Client;

/// <summary>Starting and restarting.</summary>
sealed partial class EngineClient
{
    /// <exception cref="ArgumentException">The id is not allowed, or no orchestrator has this name.</exception>
    /// <exception cref="OrchestrationAlreadyExistsException">The id is in use.</exception>
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        StartAsync(orchestratorName, hub.Setup.Serialize(input), options ?? new(), cancellation);

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var row = await FindAsync(instanceId, cancellation).ConfigureAwait(false)
            ?? throw new ArgumentException($"There is no orchestration with the id '{instanceId}'.", nameof(instanceId));
        if (!restartWithNewInstanceId && !row.IsOver)
            throw new InvalidOperationException($"The orchestration '{instanceId}' is not over, so it cannot be restarted under its own id.");
        var options = new StartOrchestrationOptions(restartWithNewInstanceId ? null : instanceId) { Version = row.Version, Tags = row.Tags };
        return await StartAsync(row.Name, row.Input, options, cancellation).ConfigureAwait(false);
    }

    async Task<string> StartAsync(TaskName orchestrator, string? input, StartOrchestrationOptions options, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestrator.Name, nameof(orchestrator));
        var row = NewRow(orchestrator, input, options);
        InstanceIds.Check(row.Id);
        if (hub.Setup.Registry.FindOrchestrator(row.Name) is null)
            throw new ArgumentException($"No orchestrator is registered under the name '{row.Name}'.", nameof(orchestrator));
        var dedupe = options.DedupeStatuses?.Select(Enum.Parse<OrchestrationRuntimeStatus>).ToHashSet();
        cancellation.ThrowIfCancellationRequested();

        Slot? slot;
        while ((slot = hub.Reserve(row.Id, row.Due, starting: true)) is null) await MakeRoomAsync(row.Id, dedupe, cancellation).ConfigureAwait(false);
        await StoreAsync(slot, row, dedupe).ConfigureAwait(false);
        if (row.Due > row.Created) hub.Wakeups.Set(slot, row.Due);
        else hub.Post(slot, Message.Poke);
        hub.Release(slot);
        return row.Id;
    }

    InstanceRow NewRow(TaskName orchestrator, string? input, StartOrchestrationOptions options)
    {
        var now = hub.Now;
        var startId = Guid.NewGuid().ToString("N");
        return new()
        {
            Id = options.InstanceId ?? Guid.NewGuid().ToString("N"),
            Name = orchestrator.Name,
            Version = (options.Version is { } asked ? asked.Version : hub.Setup.DefaultVersion) ?? string.Empty,
            StartId = startId,
            ExecutionId = startId,
            Input = input,
            Created = now,
            Updated = now,
            StartAt = options.StartAt?.UtcDateTime,
            Due = options.StartAt?.UtcDateTime is { } start && start > now ? start : now,
            Tags = options.Tags,
        };
    }

    /// <summary>The id is in use: refuse, or wait for an end that is near, or end it where the caller allows that.</summary>
    async Task MakeRoomAsync(string id, HashSet<OrchestrationRuntimeStatus>? dedupe, CancellationToken cancellation)
    {
        if (hub.Find(id) is not { } other) return;
        if (other.IsStarting) throw InUse(id, OrchestrationRuntimeStatus.Pending);
        var row = await FindAsync(id, cancellation).ConfigureAwait(false);
        var isOver = row?.IsOver ?? false;
        if (row is not null && (dedupe?.Contains(row.Status) ?? !isOver)) throw InUse(id, row.Status);
        if (!isOver) hub.Post(other, new() { Event = new() { Type = HistoryEventType.ExecutionTerminated }, FromClient = true });
        await other.WhenGone().WaitAsync(cancellation).ConfigureAwait(false);
    }

    async Task StoreAsync(Slot slot, InstanceRow row, HashSet<OrchestrationRuntimeStatus>? dedupe)
    {
        try
        {
            if (await hub.Instances.AddAsync(row, untilDone: false).ConfigureAwait(false))
            {
                if (row.Due == row.Created) hub.Steps.Begin(slot, row);
                return;
            }

            var there = await hub.Instances.FindOnceAsync(row.Id).ConfigureAwait(false);
            if (there?.StartId == row.StartId) return;
            if (there is not null && (!there.IsOver || dedupe?.Contains(there.Status) == true)) throw InUse(row.Id, there.Status);
            await hub.Instances.WriteAsync(row).ConfigureAwait(false);
        }
        catch
        {
            // Whether it was stored or not, the slot finds out: it takes the instance up, or goes.
            hub.Post(slot, Message.Poke);
            hub.Release(slot);
            throw;
        }
    }

    static OrchestrationAlreadyExistsException InUse(string id, OrchestrationRuntimeStatus status) =>
        new($"An orchestration with the id '{id}' already exists ({status}).");
}
