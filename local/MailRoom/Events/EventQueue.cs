using System.Text.Json;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom.Events;

/// <summary>
/// The events still to be told, soonest first. Which were told stands in a file; which there are follows from the messages.
/// After 24 hours an event is given up, as SendGrid does.
/// </summary>
sealed class EventQueue : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    const int LargestBatch = 1000;

    readonly Lock gate = new();
    readonly Journal told;
    readonly TimeSpan deferFor;
    readonly PriorityQueue<MailEvent, DateTimeOffset> waiting = new();
    TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int open;

    public EventQueue(string folder, TimeSpan deferFor)
    {
        told = new Journal(Path.Combine(folder, "told-events.jsonl"));
        this.deferFor = deferFor;
    }

    /// <summary>True while an event is not told yet.</summary>
    public bool HasOpen
    {
        get
        {
            lock (gate)
                return open > 0;
        }
    }

    /// <summary>Takes up what was left over by the process before.</summary>
    public void Load(IEnumerable<Sent> stored, DateTimeOffset now)
    {
        var done = told.ReadAll().SelectMany(line => JsonSerializer.Deserialize<string[]>(line.Record) ?? []).ToHashSet();
        foreach (var sent in stored.Where(sent => now - sent.At < Patience + deferFor))
            Add(EventPlan.Of(sent, deferFor).Where(item => !done.Contains(item.Key) && now - item.First < Patience));
    }

    public void Add(Sent sent) => Add(EventPlan.Of(sent, deferFor));

    void Add(IEnumerable<MailEvent> events)
    {
        TaskCompletionSource wake;
        lock (gate)
        {
            foreach (var item in events)
            {
                waiting.Enqueue(item, item.Due);
                open++;
            }
            wake = added;
            added = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        wake.SetResult();
    }

    /// <summary>
    /// The events of the next post; none when none is due, and then how to wait for one. Events that were refused before go in ever smaller
    /// posts, so that one the app cannot bear does not hold up its neighbours.
    /// </summary>
    public (IReadOnlyList<MailEvent> Batch, DateTimeOffset? NextDue, Task Added) Next(DateTimeOffset now)
    {
        lock (gate)
        {
            List<MailEvent> batch = [];
            while (waiting.TryPeek(out var item, out var due) && due <= now && Joins(item, batch))
                batch.Add(waiting.Dequeue());
            return (batch, waiting.TryPeek(out _, out var next) ? next : null, added.Task);
        }
    }

    static bool Joins(MailEvent item, List<MailEvent> batch) =>
        batch.Count == 0 || (batch[0].Refusals == item.Refusals && batch.Count < LargestBatch >> Math.Min(10, item.Refusals * 2));

    /// <summary>The app has taken these.</summary>
    public void Tell(IReadOnlyList<MailEvent> batch)
    {
        told.Append(JsonSerializer.SerializeToUtf8Bytes(batch.Select(item => item.Key)));
        lock (gate)
            open -= batch.Count;
    }

    /// <summary>The app has not taken these: again later, each time twice as late, up to five seconds.</summary>
    public void Postpone(IReadOnlyList<MailEvent> batch, DateTimeOffset now, bool refused)
    {
        var wait = TimeSpan.FromMilliseconds(Math.Min(5000, 250 << Math.Min(5, batch[0].Attempts)));
        lock (gate)
            foreach (var item in batch)
                if (now - item.First < Patience)
                    waiting.Enqueue(item with { Attempts = item.Attempts + 1, Refusals = item.Refusals + (refused ? 1 : 0) }, now + wait);
                else
                    open--;
    }

    /// <summary>Forgets what was told, once nothing is open.</summary>
    public void ForgetTold() => told.Clear();

    public void Dispose() => told.Dispose();
}
