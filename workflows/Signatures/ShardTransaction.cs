using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;
using Campaigns.Telemetry;

namespace Campaigns.Signatures;

/// <summary>One attempt to commit a batch of changes to one shard.</summary>
internal sealed class ShardTransaction(
    TableClient table, string partition, IReadOnlyList<BookWrite> batch, BookHeader? known, TimeProvider time, Func<Task> pauseAfterConflict)
{
    /// <summary>Rows in a transaction, by the service's rule.</summary>
    public const int Limit = 100;
    const int MaximumConflicts = 200;

    readonly List<(BookWrite Write, BookOutcome Outcome)> done = [];

    /// <summary>The header as it is after the commit; null when it has to be read again.</summary>
    public BookHeader? Header { get; private set; } = known;
    public bool Committed { get; private set; }
    public string Partition => partition;

    /// <summary>The rows that were committed together with the header.</summary>
    public IReadOnlyList<BookRow> Guarded =>
        [.. done.Where(one => one.Write.Guarded && one.Outcome.Decision is { Changed: true, After: not null }).Select(one => one.Outcome.Decision.After!)];

    /// <summary>The rows of which somebody was told as they are, because there was nothing to change.</summary>
    public IReadOnlyList<BookRow> Seen =>
        [.. done.Where(one => one.Write.Guarded && one.Outcome.Decision is { Changed: false, After: not null }).Select(one => one.Outcome.Decision.After!)];

    /// <summary>The number of this commit in the header; null when the header had no part in it.</summary>
    public long? Number { get; private set; }

    /// <summary>The header that this commit followed; null when the header had no part in it.</summary>
    public BookHeader? Before { get; private set; }

    /// <summary>The outbox rows that were committed.</summary>
    public IEnumerable<TableEntity> Mails =>
        done.Where(one => one.Outcome.Decision is { Changed: true, Mail: not null }).Select(one => (TableEntity)one.Outcome.Decision.Mail!.Entity);

    /// <summary>The rows that were committed, with their ETags.</summary>
    public IReadOnlyList<BookRow> Written { get; private set; } = [];

    /// <summary>Tells those that wait. Separate, so that caches are told before.</summary>
    public void Acknowledge()
    {
        foreach (var (write, outcome) in done) write.Done.TrySetResult(outcome);
    }

    /// <returns>Those to try again.</returns>
    public async Task<IReadOnlyList<BookWrite>> CommitAsync()
    {
        var decided = await DecideAsync();
        var guesses = decided.Where(d => d.Write.Remembered && !d.Outcome.Decision.Changed).Select(d => d.Write).ToList();
        foreach (var write in guesses) write.Stale = true; // nothing is written that would show whether the row is still that
        done.AddRange(decided.Where(d => !d.Outcome.Decision.Changed && !d.Write.Stale));
        var changes = decided.Where(d => d.Outcome.Decision.Changed).ToList();
        if (changes.Count == 0) return guesses;
        var guarded = changes.Any(c => c.Write.Guarded);
        List<TableTransactionAction> actions = guarded ? [Header!.Commit(More(changes))] : [];
        List<BookWrite?> owners = guarded ? [null] : [];
        foreach (var (write, outcome) in changes)
        {
            if (outcome.Decision.After is { } after) AddAction(after.Write(), write);
            if (outcome.Decision.Mail is { } mail) AddAction(mail, write);
        }
        return [.. await SubmitAsync(actions, owners, changes, guarded), .. guesses];

        void AddAction(TableTransactionAction action, BookWrite write)
        {
            actions.Add(action);
            owners.Add(write);
        }
    }

    async Task<IReadOnlyList<BookWrite>> SubmitAsync(
        List<TableTransactionAction> actions, List<BookWrite?> owners, List<(BookWrite Write, BookOutcome Outcome)> changes, bool guarded)
    {
        try
        {
            var answer = await table.SubmitTransactionAsync(actions);
            if (guarded)
            {
                var after = Header!.After(More(changes));
                (Number, Before) = (after.Commits, Header);
                Header = answer.Value[0].Headers.ETag is { } etag ? after with { ETag = etag } : null;
            }
            Committed = true;
            foreach (var (write, outcome) in changes) Count(write.Row, outcome.Decision.After);
            Written = [.. answer.Value.Zip(actions, owners).Where(one => one.Third is not null && one.Second.Entity.RowKey == Rows.Signature(one.Third.Id))
                .Select(one => changes.Find(change => change.Write == one.Third).Outcome.Decision.After! with { ETag = one.First.Headers.ETag ?? default })];
            done.AddRange(changes);
            return [];
        }
        catch (RequestFailedException failure)
        {
            Header = null;
            var index = (failure as TableTransactionFailedException)?.FailedTransactionActionIndex;
            var culprit = index is { } i && i < owners.Count ? owners[i] : null;
            return await AfterFailureAsync(failure, culprit, [.. changes.Select(c => c.Write)], headerFailed: guarded && index == 0);
        }
    }

    static int More(IEnumerable<(BookWrite Write, BookOutcome Outcome)> changes) => changes.Sum(change =>
        Counts(change.Outcome.Decision.After) - Counts(change.Write.Row));

    static void Count(BookRow? before, BookRow? after)
    {
        if (after is not null && before?.State != after.State) Meters.Signatures.Add(1, Meters.Tag("state", after.State));
    }

    static int Counts(BookRow? row) => row?.State == SignatureState.Confirmed ? 1 : 0;

    /// <summary>Somebody else was faster: look again and retry. Anything else fails the change that caused it, or all of them.</summary>
    async Task<IReadOnlyList<BookWrite>> AfterFailureAsync(
        RequestFailedException failure, BookWrite? culprit, List<BookWrite> writes, bool headerFailed)
    {
        var conflict = failure.Status is 404 or 409 or 412;
        var failed = writes.Where(w => conflict ? ++w.Conflicts > MaximumConflicts : culprit is null || w == culprit).ToList();
        foreach (var write in failed) write.Done.TrySetException(failure);
        var rest = writes.Except(failed).ToList();
        foreach (var write in rest.Where(w => culprit is null ? !headerFailed : w == culprit)) write.Stale = true;
        if (conflict && rest.Count > 0) await pauseAfterConflict();
        return rest;
    }

    /// <summary>What a header in memory forbids, the header in the table may allow by now (an extension by another process).</summary>
    async Task<List<(BookWrite Write, BookOutcome Outcome)>> DecideAsync()
    {
        var fresh = Header is null && batch.Any(w => w.Guarded);
        if (fresh) Header = await BookHeader.ReadAsync(table, partition, CancellationToken.None);
        var decided = DecideAll();
        if (fresh || !decided.Any(d => d.Outcome.Decision.Refused)) return decided;
        Header = await BookHeader.ReadAsync(table, partition, CancellationToken.None);
        return DecideAll();
    }

    List<(BookWrite Write, BookOutcome Outcome)> DecideAll()
    {
        var now = time.GetUtcNow();
        var decided = new List<(BookWrite Write, BookOutcome Outcome)>(batch.Count);
        foreach (var write in batch)
        {
            try
            {
                decided.Add((write, new(write.Decide(Header, write.Row, now), Header, now)));
            }
            catch (Exception failure)
            {
                write.Done.TrySetException(failure); // a row that cannot be opened is no reason to fail its neighbours
            }
        }
        return decided;
    }
}
