using System.Diagnostics;
using Azure.Data.Tables;

namespace Campaigns.Signatures;

/// <summary>What should become of a row. Pure: of the header and the row as they are, and of the time.</summary>
/// <param name="After">The row as it will be; null when there is none.</param>
/// <param name="Changed">Whether <paramref name="After"/> and <paramref name="Mail"/>, as far as there are, have to be written.</param>
/// <param name="Refused">The header forbade it (fence, deadline).</param>
/// <param name="Mail">The outbox row that goes with the change.</param>
internal sealed record BookDecision(BookRow? After, bool Changed, bool Refused = false, TableTransactionAction? Mail = null)
{
    public static BookDecision Keep(BookRow? row) => new(row, false);
    public static BookDecision Refuse(BookRow? row) => new(row, false, Refused: true);
    /// <summary>A message without a row.</summary>
    public static BookDecision Only(TableTransactionAction mail) => new(null, true, Mail: mail);
    public static BookDecision Write(BookRow row, TableTransactionAction? mail = null) => new(row, true, Mail: mail);
}

/// <summary>What was decided, on which header, when: committed, where something had to be written.</summary>
internal sealed record BookOutcome(BookDecision Decision, BookHeader? Header, DateTimeOffset At);

/// <summary>One change that waits for its shard's next transaction. Decided there, and again after every conflict.</summary>
/// <param name="Guarded">Whether the change stands and falls with the header.</param>
/// <param name="Size">Upper bound of the rows it writes.</param>
internal sealed record BookWrite(string Id, bool Guarded, int Size, Func<BookHeader?, BookRow?, DateTimeOffset, BookDecision> Decide)
{
    public BookRow? Row { get; set; }
    /// <summary>The row may have changed since it was read.</summary>
    public bool Stale { get; set; }
    /// <summary>The row is what storage last acknowledged to this process, not what it holds now. A write shows by its ETag whether it still is.</summary>
    public bool Remembered { get; set; }
    public int Conflicts { get; set; }
    /// <summary>Whose transaction it is, for the traces.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;
    public TaskCompletionSource<BookOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
