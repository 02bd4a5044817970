using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>Starting sub-orchestrations.</summary>
sealed partial class Effects
{
    async Task StartChildAsync(ParentTask parent, HistoryEvent created)
    {
        var row = new InstanceRow
        {
            Id = created.InstanceId!,
            Name = created.Name!,
            Version = created.Version ?? string.Empty,
            StartId = $"{parent.ExecutionId}:{parent.TaskId}",
            ExecutionId = $"{parent.ExecutionId}:{parent.TaskId}",
            Input = created.Input,
            Created = hub.Now,
            Updated = hub.Now,
            Due = hub.Now,
            Parent = parent,
        };
        Slot? slot;
        while ((slot = hub.Reserve(row.Id, row.Due, starting: true)) is null)
            if (!await WaitForEndAsync(row).ConfigureAwait(false))
            {
                await MeetAsync(parent, row).ConfigureAwait(false);
                return;
            }

        if (await hub.Instances.AddAsync(row, untilDone: true).ConfigureAwait(false)) hub.Steps.Begin(slot, row);
        else if (!await ReplaceAsync(slot, row).ConfigureAwait(false)) return;
        hub.Post(slot, Message.Poke);
        hub.Release(slot);
    }

    /// <summary>Waits while a predecessor, already over, is being put to rest. False when the place is taken for longer.</summary>
    async Task<bool> WaitForEndAsync(InstanceRow row)
    {
        if (hub.Find(row.Id) is not { } other) return true;
        if (other.Live?.Row is not { IsOver: true } over || over.StartId == row.StartId) return false;
        await other.WhenGone().ConfigureAwait(false);
        return true;
    }

    /// <summary>An instance of the child's id is going on: it is the child itself, from before a crash, or a stranger.</summary>
    async Task MeetAsync(ParentTask parent, InstanceRow row)
    {
        var there = hub.Find(row.Id)?.Live?.Row ?? await hub.Instances.FindAsync(row.Id).ConfigureAwait(false);
        if (there?.StartId == row.StartId) return;
        var failure = Failures.From(new InvalidOperationException($"An instance with the id '{row.Id}' exists and is not over."));
        await TellAsync(
            parent.InstanceId,
            new() { Type = HistoryEventType.SubOrchestrationInstanceFailed, TaskId = parent.TaskId, Failure = failure },
            parent.ExecutionId).ConfigureAwait(false);
    }

    /// <summary>There is a row of the child's id: the child's own, whose result is told again if it is over, or a predecessor's.</summary>
    async Task<bool> ReplaceAsync(Slot slot, InstanceRow row)
    {
        var there = await hub.Instances.FindAsync(row.Id).ConfigureAwait(false);
        if (there?.StartId != row.StartId)
        {
            await hub.Instances.WriteAsync(row).ConfigureAwait(false);
            return true;
        }

        if (!there.IsOver) return true;
        hub.Remove(slot);
        await ReportAsync(row.Parent!, there).ConfigureAwait(false);
        return false;
    }
}
