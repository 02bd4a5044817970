using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Campaigns.Local.DurableTask.Client;
using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Running;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask;

/// <summary>
/// Durable orchestrations over Table Storage, in one process. The tables {hub}Instances, {hub}History and {hub}Partitions
/// hold all of its state; killed at any moment and started again it goes on as if nothing had happened, except that an
/// activity whose result was not stored runs again.
/// </summary>
public sealed class DurableTaskEngine : IHostedService, IAsyncDisposable
{
    readonly EngineOptions options;
    readonly TableServiceClient tables;
    readonly ILogger log;
    readonly TableCalls calls;
    readonly InstanceStore instances;
    readonly HistoryStore histories;
    readonly Ownership ownership;
    readonly Hub hub;
    readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool started;

    public DurableTaskEngine(
        TableServiceClient tables, EngineOptions options, EngineRegistry registry, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(options);
        HubNames.Check(options.HubName);
        (this.tables, this.options) = (tables, options);
        log = loggers.CreateLogger("Campaigns.Local.DurableTask");
        calls = new(options, time, log);
        instances = new(tables.GetTableClient(options.HubName + "Instances"), calls, options.HubName);
        histories = new(tables.GetTableClient(options.HubName + "History"), calls);
        ownership = new(tables.GetTableClient(options.HubName + "Partitions"), calls, options, time, log) { Lost = Lose, MakeTables = MakeTablesAsync };
        var setup = new ExecutionSetup(registry, options.DataConverter, options.DefaultVersion, loggers);
        hub = new(options, setup, calls, instances, histories, time, log) { Lost = Lose, IsOurs = ownership.IsOursAsync };
        Client = new EngineClient(hub, options.HubName);
    }

    public DurableTaskClient Client { get; }

    /// <summary>When an orchestration is due next; null when none waits for a time.</summary>
    public DateTimeOffset? NextWake => hub.Wakeups.Next;

    /// <summary>How many instances are not over.</summary>
    public int UnfinishedInstances => hub.Count;

    /// <summary>Completes when another process turns out to have taken the hub: nothing goes on in this engine any more.</summary>
    public Task HubLost => lost.Task;

    /// <summary>Takes the hub and takes up everything that is not over; what is late runs at once.</summary>
    /// <exception cref="InvalidOperationException">Another process owns the hub.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Storage that does not answer is waited for; whoever starts may tire of that.
        await using var tired = cancellationToken.Register(Abandon);
        await MakeTablesAsync().ConfigureAwait(false);
        await ownership.AcquireAsync().ConfigureAwait(false);
        started = true;
        var unfinished = await instances.ListUnfinishedAsync().ConfigureAwait(false);
        log.LogInformation("Task hub {Hub}: {Count} orchestrations are not over", options.HubName, unfinished.Count);
        foreach (var (id, due) in unfinished)
            if (hub.Reserve(id, due, held: false) is { } slot) hub.Wakeups.Set(slot, due);
    }

    async Task MakeTablesAsync()
    {
        foreach (var name in (string[])["Instances", "History", "Partitions"])
            await calls.UntilDoneAsync("create table", () => tables.CreateTableIfNotExistsAsync(options.HubName + name, calls.Closed)).ConfigureAwait(false);
    }

    /// <summary>Lets running activities end (within the limit of the options), stores what they gave, and frees the hub.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!started) return;
        started = false;
        hub.Wakeups.Stop();
        await hub.Activities.StopAsync(options.DrainLimit).ConfigureAwait(false);
        foreach (var slot in hub.Lingering.All()) hub.Post(slot, Message.Leave);
        await Task.WhenAny(hub.Pulse.WhenQuiet(), Task.Delay(options.DrainLimit, hub.Time, CancellationToken.None)).ConfigureAwait(false);
        await ownership.DisposeAsync().ConfigureAwait(false);
        calls.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        calls.Close();
        hub.Dispose();
    }

    /// <summary>Completes when nothing is going on: all that is left waits for a time or for someone outside.</summary>
    public Task WhenQuietAsync() => hub.Pulse.WhenQuiet();

    /// <summary>The history of an instance in the shape of the management API; empty when there is none.</summary>
    /// <param name="withPayloads">Inputs and results too.</param>
    public async Task<JsonArray> GetHistoryAsync(string instanceId, bool withPayloads = true) =>
        HistoryJson.Write(await GetEventsAsync(instanceId).ConfigureAwait(false), withPayloads);

    /// <summary>The history of an instance's present execution, event by event.</summary>
    public async Task<IReadOnlyList<HistoryEvent>> GetEventsAsync(string instanceId) =>
        await histories.PeekAsync(instanceId).ConfigureAwait(false);

    /// <summary>Stopped, killed, or its hub is lost: nothing goes on here any more.</summary>
    internal bool IsStopped => calls.Closed.IsCancellationRequested;

    /// <summary>For tests: as kill -9. Storage hears nothing of it, and nothing of what is still running counts.</summary>
    internal void Abandon()
    {
        started = false;
        calls.Close();
        hub.Wakeups.Stop();
        ownership.Abandon();
    }

    void Lose(Exception e)
    {
        log.LogCritical("{Error}", e.Message);
        Abandon();
        lost.TrySetResult();
    }
}
