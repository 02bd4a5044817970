using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>An instance in memory: its execution, where its history stands, and what is still to be done for it.</summary>
sealed class Live(InstanceRow row, HistoryCursor cursor, Execution execution)
{
    readonly Lock gate = new();
    readonly List<Task> effects = [];
    Task sending = Task.CompletedTask;

    /// <summary>As clients see it; also read by other threads.</summary>
    public InstanceRow Row { get; set; } = row;

    /// <summary>As it was last written.</summary>
    public InstanceRow Written { get; set; } = row;

    public HistoryCursor Cursor { get; } = cursor;

    public Execution Execution { get; set; } = execution;

    /// <summary>The history of the present execution.</summary>
    public List<HistoryEvent> Events { get; set; } = [];

    /// <summary>The history holds the start of the present execution.</summary>
    public bool HasStart { get; set; }

    /// <summary>Senders of the events that were taken.</summary>
    public HashSet<string> Sources { get; } = [.. cursor.Seen];

    /// <summary>What is going on for other instances.</summary>
    public IReadOnlyList<Task> Effects
    {
        get
        {
            lock (gate) return [.. effects.Where(e => !e.IsCompletedSuccessfully)];
        }
    }

    public bool IsPublished => Row.Status == Written.Status && Row.CustomStatus == Written.CustomStatus && Row.Input == Written.Input;

    /// <summary>The next time something is due by itself.</summary>
    public DateTime NextDue
    {
        get
        {
            if (Execution.Outcome is not null) return InstanceRow.Never;
            DateTime? start = HasStart ? null : Row.StartAt ?? DateTime.MinValue;
            return Earlier(start, Execution.NextTimer) ?? InstanceRow.Never;
        }
    }

    public void Add(Task effect)
    {
        lock (gate)
        {
            effects.RemoveAll(e => e.IsCompletedSuccessfully);
            effects.Add(effect);
        }
    }

    /// <summary>Events go out one after the other, in the order in which the code sent them.</summary>
    public Task AfterEarlier(Func<Task> send)
    {
        lock (gate) return sending = Chain(sending, send);
    }

    static async Task Chain(Task earlier, Func<Task> send)
    {
        await earlier.ConfigureAwait(false);
        await send().ConfigureAwait(false);
    }

    static DateTime? Earlier(DateTime? a, DateTime? b) => a is null ? b : b is null || a < b ? a : b;
}
