using System.Collections.Concurrent;
using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>All instances of a hub that are not over, and the work on them: one step of one instance at a time.</summary>
sealed class Hub : IDisposable
{
    /// <summary>More go into the next commit: one transaction takes a hundred rows, actions included.</summary>
    const int MostMessages = 90;

    readonly ConcurrentDictionary<string, Slot> slots = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, TaskCompletionSource> watchers = new(StringComparer.Ordinal);
    readonly SemaphoreSlim permits;
    readonly ILogger log;

    public Hub(EngineOptions options, ExecutionSetup setup, TableCalls calls, InstanceStore instances, HistoryStore histories, TimeProvider time, ILogger log)
    {
        (Options, Setup, Calls, Instances, Histories, Time, this.log) = (options, setup, calls, instances, histories, time, log);
        permits = new(options.MaxConcurrentOrchestrations);
        Wakeups = new(time, slot => Post(slot, Message.Poke));
        Lingering = new(options, time, slot => Post(slot, Message.Leave));
        Activities = new(this, log);
        Effects = new(this, log);
        Steps = new(this, log);
    }

    public EngineOptions Options { get; }

    public ExecutionSetup Setup { get; }

    public TableCalls Calls { get; }

    public InstanceStore Instances { get; }

    public HistoryStore Histories { get; }

    public TimeProvider Time { get; }

    public Pulse Pulse { get; } = new();

    public Wakeups Wakeups { get; }

    public Lingering Lingering { get; }

    public Activities Activities { get; }

    public Effects Effects { get; }

    public Steps Steps { get; }

    /// <summary>Called once when another process turns out to write to this hub.</summary>
    public Action<Exception> Lost { get; set; } = _ => { };

    /// <summary>Whether the hub is still this process's.</summary>
    public Func<Task<bool>> IsOurs { get; set; } = () => Task.FromResult(true);

    public int Count => slots.Count;

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public Slot? Find(string id) => slots.GetValueOrDefault(id);

    /// <summary>Makes a place for an instance; null when there is one already.</summary>
    public Slot? Reserve(string id, DateTime storedDue, bool held = true, bool starting = false)
    {
        var slot = new Slot(id, storedDue, held) { IsStarting = starting };
        return slots.TryAdd(id, slot) ? slot : null;
    }

    /// <summary>
    /// As a restart would: for an instance that by its row is not over and has no place here. It had come to its end in this process,
    /// and storage has forgotten that.
    /// </summary>
    public void TakeUp(InstanceRow row)
    {
        if (Reserve(row.Id, row.Due, held: false) is not { } slot) return;
        log.LogWarning("Instance {Instance} is not over any more; it is taken up again", row.Id);
        Wakeups.Set(slot, row.Due);
    }

    /// <summary>From here on the instance's mail is handled.</summary>
    public void Release(Slot slot)
    {
        if (!slot.Release()) return;
        Pulse.Begin();
        _ = Task.Run(() => WorkAsync(slot));
    }

    public void Remove(Slot slot)
    {
        Wakeups.Set(slot, InstanceRow.Never);
        Lingering.Forget(slot);
        slots.TryRemove(new(slot.Id, slot));
        foreach (var message in slot.Close()) message.Ack?.TrySetResult(false);
        Changed(slot.Id);
    }

    /// <summary>Hands a message over; false when the instance is over or there is none.</summary>
    public bool Post(string id, Message message) => Find(id) is { } slot && Post(slot, message);

    public bool Post(Slot slot, Message message)
    {
        Pulse.Begin();
        switch (slot.Post(message))
        {
            case true:
                _ = Task.Run(() => WorkAsync(slot));
                return true;
            case false:
                Pulse.End();
                return true;
            default:
                Pulse.End();
                return false;
        }
    }

    /// <summary>Brings the rows up to what clients would see, before they are searched.</summary>
    public async Task PublishAllAsync()
    {
        var waits = new List<Task>();
        foreach (var slot in slots.Values)
        {
            if (slot.Live is not { } live || live.IsPublished) continue;
            if (live.Row.IsOver)
            {
                waits.Add(slot.WhenGone());
                continue;
            }

            var ack = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Post(slot, new() { Publish = true, Ack = ack, FromClient = true })) waits.Add(ack.Task);
        }

        await Task.WhenAll(waits).ConfigureAwait(false);
    }

    /// <summary>Completes at the next change of the instance's status.</summary>
    public Task NextChange(string id) =>
        watchers.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string id)
    {
        if (watchers.TryRemove(id, out var watcher)) watcher.TrySetResult();
    }

    public void Dispose()
    {
        Wakeups.Dispose();
        Lingering.Dispose();
        Activities.Dispose();
        permits.Dispose();
    }

    async Task WorkAsync(Slot slot)
    {
        try
        {
            while (slot.Take(MostMessages) is { } batch) await StepAsync(slot, batch).ConfigureAwait(false);
        }
        catch (EngineStoppedException e)
        {
            Refuse(slot.Close(), e);
        }
        finally
        {
            Pulse.End();
        }
    }

    async Task StepAsync(Slot slot, List<Message> batch)
    {
        if (!await HasPermitAsync().ConfigureAwait(false))
        {
            Refuse(batch, new EngineStoppedException());
            throw new EngineStoppedException();
        }

        try
        {
            await Steps.RunAsync(slot, batch).ConfigureAwait(false);
        }
        catch (EngineStoppedException e)
        {
            Refuse(batch, e);
            throw;
        }
        catch (HubLostException e)
        {
            var ours = await IsOurs().ConfigureAwait(false);
            if (!ours) Lost(e);
            Refuse(batch, e);
            if (!ours) throw new EngineStoppedException();
            Reread(slot, e);
        }
#pragma warning disable CA1031 // one broken instance must not stop the others
        catch (Exception e)
#pragma warning restore CA1031
        {
            Refuse(batch, e);
            Reread(slot, e);
        }
        finally
        {
            permits.Release();
        }
    }

    async Task<bool> HasPermitAsync()
    {
        try
        {
            await permits.WaitAsync(Calls.Closed).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    void Reread(Slot slot, Exception e)
    {
        log.LogError(e, "A step of instance {Instance} failed; it is read anew and tried again", slot.Id);
        (slot.Live, slot.LeftHere, slot.IsDistrusted) = (null, false, true);
        Wakeups.Set(slot, Now.AddSeconds(5));
    }

    static void Refuse(List<Message> batch, Exception e)
    {
        foreach (var message in batch) message.Ack?.TrySetException(e);
    }
}
