using Campaigns.Signatures;

namespace Campaigns.Abuse;

/// <summary>What is done to many signatures at once.</summary>
public enum BulkAct
{
    /// <summary>They wait for a decision, and do not count meanwhile.</summary>
    Hold,
    /// <summary>They do not count, and their owners are told so by their links.</summary>
    Invalidate,
    /// <summary>Those that wait count.</summary>
    Release,
}

/// <summary>What a batch does to one signature, and how it is taken back. Pure; doing either twice is doing it once.</summary>
internal static class BulkDecisions
{
    public static bool IsFor(BulkAct act, SignatureState state) => act switch
    {
        BulkAct.Hold => state == SignatureState.Confirmed,
        BulkAct.Release => state == SignatureState.InVetting,
        _ => state is SignatureState.Confirmed or SignatureState.InVetting,
    };

    static SignatureState Result(BulkAct act) => act switch
    {
        BulkAct.Hold => SignatureState.InVetting,
        BulkAct.Release => SignatureState.Confirmed,
        _ => SignatureState.Invalidated,
    };

    /// <param name="isMeant">Whether the signature, as it is now, is still one of those.</param>
    public static BookDecision Apply(BookHeader? header, BookRow? row, BulkAct act, string batch, Func<BookRow, bool> isMeant)
    {
        if (row is null || row.Marks.Any(mark => mark.Batch == batch) || !IsFor(act, row.State) || !isMeant(row)) return BookDecision.Keep(row);
        if (header is not { Frozen: false }) return BookDecision.Refuse(row);
        return BookDecision.Write(row with
        {
            State = Result(act),
            Doubts = act switch { BulkAct.Hold => row.Doubts | Doubts.ByHand, BulkAct.Release => Doubts.None, _ => row.Doubts },
            Marks = [.. row.Marks, new(batch, row.State, row.Doubts)],
        });
    }

    /// <summary>Only what the batch did last, and what nobody has changed since: who withdrew stays withdrawn.</summary>
    public static BookDecision Undo(BookHeader? header, BookRow? row, BulkAct act, string batch)
    {
        if (!IsToUndo(row, act, batch)) return BookDecision.Keep(row);
        if (header is not { Frozen: false }) return BookDecision.Refuse(row);
        var last = row!.Marks[^1];
        return BookDecision.Write(row with { State = last.Before, Doubts = last.Doubts, Marks = [.. row.Marks.SkipLast(1)] });
    }

    public static bool IsToUndo(BookRow? row, BulkAct act, string batch) => row is { Marks.Count: > 0 } && row.Marks[^1].Batch == batch && row.State == Result(act);
}
