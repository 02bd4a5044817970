using Campaigns.Local.DurableTask.Storage;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>
/// An instance that is not over, as the engine keeps it in memory: its id and the time it has to be looked at. While
/// something happens to it, also its mail and its execution.
/// </summary>
/// <param name="held">The mail waits until <see cref="Release"/>: the instance's row is being made or removed.</param>
sealed class Slot(string id, DateTime storedDue, bool held)
{
    readonly Lock gate = new();
    List<Message>? mail;
    bool working = held;
    bool closed;
    int activities;
    TaskCompletionSource? gone;

    public string Id { get; } = id;

    /// <summary>The due time in the stored row: what a restart would go by.</summary>
    public DateTime StoredDue { get; set; } = storedDue;

    /// <summary>The time in the heap of wake-ups.</summary>
    public DateTime Wake { get; set; } = InstanceRow.Never;

    public Live? Live { get; set; }

    /// <summary>It left memory here, so its row holds its history; nobody has written since.</summary>
    public bool LeftHere { get; set; }

    /// <summary>Its memory and its history disagreed: only the history itself is believed.</summary>
    public bool IsDistrusted { get; set; }

    /// <summary>Somebody is starting an instance of this id right now.</summary>
    public bool IsStarting { get; set; }

    /// <summary>Activities that wait or run.</summary>
    public int Activities => Volatile.Read(ref activities);

    /// <summary>Takes a message. Null: the slot is closed. True: the caller has to see that somebody works.</summary>
    public bool? Post(Message message)
    {
        lock (gate)
        {
            if (closed) return null;
            (mail ??= []).Add(message);
            if (working) return false;
            return working = true;
        }
    }

    /// <summary>Ends the hold. True: the caller has to see that somebody works.</summary>
    public bool Release()
    {
        lock (gate)
        {
            IsStarting = false;
            if (closed) return false;
            return working = mail is { Count: > 0 };
        }
    }

    /// <summary>The next messages; null when there are none, and then the work is over.</summary>
    public List<Message>? Take(int most)
    {
        lock (gate)
        {
            if (mail is not { Count: > 0 })
            {
                mail = null;
                working = false;
                return null;
            }

            var taken = mail.Count <= most ? mail : mail.GetRange(0, most);
            if (ReferenceEquals(taken, mail)) mail = null;
            else mail.RemoveRange(0, most);
            return taken;
        }
    }

    public bool HasMail
    {
        get
        {
            lock (gate) return mail is { Count: > 0 };
        }
    }

    public void ActivityBegins() => Interlocked.Increment(ref activities);

    /// <summary>To be called after its result was posted, so that the slot is busy without a gap.</summary>
    public void ActivityEnded() => Interlocked.Decrement(ref activities);

    /// <summary>Takes no more messages; gives back those that nobody will handle.</summary>
    public List<Message> Close()
    {
        lock (gate)
        {
            closed = true;
            gone?.TrySetResult();
            var rest = mail ?? [];
            mail = null;
            return rest;
        }
    }

    public Task WhenGone()
    {
        lock (gate) return closed ? Task.CompletedTask : (gone ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
