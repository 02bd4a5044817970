using Campaigns.Local.DurableTask.Running;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.DurableTask.Client;

/// <summary>The client of the engine in the same process.</summary>
sealed partial class EngineClient(Hub hub, string name) : DurableTaskClient(name)
{
    /// <summary>Names and reasons stand in columns of their own, and are read by people.</summary>
    const int LongestText = 1000;

    DataConverter Converter => hub.Setup.Converter;

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">The instance is over.</exception>
    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(eventName.Length, LongestText, nameof(eventName));
        return TellAsync(
            instanceId,
            new() { Type = HistoryEventType.EventRaised, Name = eventName, Input = hub.Setup.Serialize(eventPayload) },
            cancellation);
    }

    /// <inheritdoc cref="RaiseEventAsync"/>
    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new() { Type = HistoryEventType.ExecutionSuspended, Reason = Cut(reason) }, cancellation);

    /// <inheritdoc cref="RaiseEventAsync"/>
    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new() { Type = HistoryEventType.ExecutionResumed, Reason = Cut(reason) }, cancellation);

    /// <inheritdoc cref="RaiseEventAsync"/>
    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        TellAsync(
            instanceId,
            new()
            {
                Type = HistoryEventType.ExecutionTerminated,
                Input = hub.Setup.Serialize(options?.Output),
                Recursive = options?.Recursive ?? false,
            },
            cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return await FindAsync(instanceId, cancellation).ConfigureAwait(false) is { } row ? Metadata(row, getInputsAndOutputs) : null;
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, row => row.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, row => row.IsOver, getInputsAndOutputs, cancellation);

    // The engine is its host's to stop.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;

    /// <summary>In memory it is newer than in its row. Storage that hangs keeps nobody waiting who has given up.</summary>
    async Task<InstanceRow?> FindAsync(string id, CancellationToken cancellation) =>
        hub.Find(id)?.Live?.Row ?? await hub.Instances.FindOnceAsync(id).WaitAsync(cancellation).ConfigureAwait(false);

    /// <summary>Returns once it is stored with the instance's history.</summary>
    async Task TellAsync(string instanceId, HistoryEvent e, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        while (!await IsTakenAsync(instanceId, e, cancellation).ConfigureAwait(false))
        {
            if (await FindAsync(instanceId, cancellation).ConfigureAwait(false) is not { } row)
                throw new ArgumentException($"There is no orchestration with the id '{instanceId}'.", nameof(instanceId));
            if (row.IsOver) throw new InvalidOperationException($"The orchestration '{instanceId}' is over ({row.Status}).");
            hub.TakeUp(row);
        }
    }

    async Task<bool> IsTakenAsync(string instanceId, HistoryEvent e, CancellationToken cancellation)
    {
        var ack = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return hub.Post(instanceId, new() { Event = e, Ack = ack, FromClient = true })
            && await ack.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceRow, bool> isReached, bool withPayloads, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            var change = hub.NextChange(instanceId);
            var row = await FindAsync(instanceId, cancellation).ConfigureAwait(false)
                ?? throw new ArgumentException($"There is no orchestration with the id '{instanceId}'.", nameof(instanceId));
            if (isReached(row)) return Metadata(row, withPayloads);
            await change.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    OrchestrationMetadata Metadata(InstanceRow row, bool withPayloads) => new(row.Name, row.Id)
    {
        RuntimeStatus = row.Status,
        CreatedAt = row.Created,
        LastUpdatedAt = row.Updated,
        Tags = row.Tags,
        DataConverter = withPayloads ? Converter : null,
        SerializedInput = withPayloads ? row.Input : null,
        SerializedOutput = withPayloads ? row.Output : null,
        SerializedCustomStatus = withPayloads ? row.CustomStatus : null,
        FailureDetails = withPayloads ? row.Failure : null,
    };
}
