using System.Globalization;

namespace Campaigns.Local.MailRoom.Storage;

/// <summary>
/// The messages. The journal holds them; memory holds a short entry a message, and texts are read when somebody asks.
/// Safe for use by many threads.
/// </summary>
sealed class MailStore : IDisposable
{
    readonly Lock gate = new();
    readonly Journal journal;
    readonly Attachments files;
    readonly List<Entry> entries = [];
    int generation;
    TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MailStore(string folder)
    {
        journal = new Journal(Path.Combine(folder, "messages.jsonl"));
        files = new Attachments(Path.Combine(folder, "attachments.bin"));
    }

    /// <summary>Reads what was stored before; yields every request, those of an emptied inbox too, for events may still be due.</summary>
    public IEnumerable<Sent> Load()
    {
        foreach (var (span, record) in journal.ReadAll())
        {
            var line = JournalLine.Parse(record);
            if (line.Emptied)
                entries.Clear();
            if (line.Sent is not { } sent)
                continue;
            entries.AddRange(Entry.Of(sent, span, generation));
            yield return sent;
        }
    }

    /// <summary>Stores a request and the bytes of its files; when this returns, not even kill -9 can lose it.</summary>
    public void Add(Sent sent, IReadOnlyList<byte[]> contents)
    {
        TaskCompletionSource wake;
        lock (gate)
        {
            var stored = sent with { Files = [.. sent.Files.Zip(contents, (file, bytes) => file with { Offset = files.Add(bytes) })] };
            var span = journal.Append(new JournalLine(stored).ToBytes());
            entries.AddRange(Entry.Of(stored, span, generation));
            wake = arrived;
            arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        wake.SetResult();
    }

    /// <summary>Empties the inbox. The files are emptied with it unless events of old messages are still due.</summary>
    public void Empty(bool eventsAreDue)
    {
        lock (gate)
        {
            entries.Clear();
            generation++;
            if (eventsAreDue)
            {
                journal.Append(new JournalLine(Emptied: true).ToBytes());
                return;
            }
            journal.Clear();
            files.Clear();
        }
    }

    /// <summary>Completes when the next message has arrived.</summary>
    public Task NextArrival()
    {
        lock (gate)
            return arrived.Task;
    }

    /// <summary>The entries that a query selects, newest first.</summary>
    public IReadOnlyList<Entry> Find(MailQuery query)
    {
        lock (gate)
        {
            List<Entry> found = [];
            for (var i = entries.Count - 1; i >= 0 && !query.EndsAt(entries[i]); i--)
                if (query.Selects(entries[i]))
                    found.Add(entries[i]);
            return found;
        }
    }

    /// <summary>One entry by its id.</summary>
    public Entry? Find(string id)
    {
        lock (gate)
            return entries.FindLast(entry => entry.Id == id);
    }

    /// <summary>The messages of entries, in their order, without those of an inbox emptied meanwhile. Neighbours from one request cost one read.</summary>
    public IEnumerable<MailMessage> Open(IEnumerable<Entry> wanted)
    {
        (Journal.Span Span, Sent? Sent) last = default;
        foreach (var entry in wanted)
        {
            if (last.Sent is null || last.Span != entry.Span)
                last = (entry.Span, Read(entry));
            if (last.Sent is { } sent)
                yield return Reading.Of(sent, entry.Place);
        }
    }

    /// <summary>The description and the bytes of an attachment; null when there is none of that number.</summary>
    public (StoredFile File, byte[] Bytes)? File(string id, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            return null;
        lock (gate)
            return Find(id) is { } entry && Read(entry) is { } sent && n < sent.Files.Count
                ? (sent.Files[n], files.Read(sent.Files[n]))
                : null;
    }

    public void Dispose()
    {
        journal.Dispose();
        files.Dispose();
    }

    /// <summary>After an emptying the place in the file holds another request, or nothing: hence the generation.</summary>
    Sent? Read(Entry entry)
    {
        lock (gate)
            return entry.Generation == generation ? JournalLine.Parse(journal.Read(entry.Span)).Sent : null;
    }
}
