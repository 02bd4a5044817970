namespace Campaigns.Audit;

/// <summary>Where the chain is broken first, and how.</summary>
/// <param name="What"><c>Changed</c>: the row does not say what was written. <c>Missing</c>: it is gone. <c>Extra</c>: it was never written by the app.</param>
public sealed record AuditBreak(long Number, string What);

/// <param name="Rows">How many rows there are.</param>
/// <param name="Number">Of the newest row; with <see cref="Hash"/> it is what to note elsewhere.</param>
/// <param name="Unfinished">Acts that were begun and of which nothing says how they ended, the oldest first; a hundred at most.</param>
public sealed record AuditFinding(long Rows, long Number, string Hash, AuditBreak? Break, IReadOnlyList<AuditRow> Unfinished);

/// <summary>The newest row as the trail knows it.</summary>
public sealed record AuditHead(long Number, string Hash)
{
    public static readonly AuditHead Empty = new(0, AuditRow.Nothing);
}

/// <summary>Computes the chain again, from its newest row to its first. Pure.</summary>
public sealed class AuditCheck
{
    const int MostUnfinished = 100;

    readonly HashSet<string> ended = [];
    readonly List<AuditRow> unfinished = [];
    readonly AuditHead head;
    readonly AuditHead? known;
    readonly Func<AuditRow, bool> isOurs;
    AuditHead expected;
    bool isLinked = true;
    bool hasKnown;
    AuditBreak? first;
    long rows;

    /// <param name="head">What the head says.</param>
    /// <param name="known">A row that this process has written; nobody can take it back unseen. Null: none.</param>
    /// <param name="isOurs">Whether the mark of a row was made with the key of the trail.</param>
    public AuditCheck(AuditHead head, AuditHead? known, Func<AuditRow, bool> isOurs) =>
        (this.head, this.known, this.isOurs, expected, hasKnown) = (head, known, isOurs, head, known is null);

    /// <param name="row">The next older one.</param>
    public void See(AuditRow row)
    {
        rows++;
        Pair(row);
        if (row.Number == known?.Number) hasKnown = row.Hash == known.Hash;
        if (row.Number > expected.Number)
        {
            Found(row.Number, "Extra");
            return;
        }
        if (row.Number < expected.Number)
        {
            Found(row.Number + 1, "Missing");
            isLinked = false;
        }
        var isAsWritten = row.HashNow() == row.Hash && (!isLinked || row.Hash == expected.Hash);
        if (!isAsWritten) Found(row.Number, "Changed");
        else if (!isOurs(row)) Found(row.Number, "Extra");
        (expected, isLinked) = (new(row.Number - 1, row.Previous), isAsWritten); // a row that somebody changed says nothing of the one before it
    }

    public AuditFinding End()
    {
        if (expected.Number > 0) Found(1, "Missing");
        else if (rows > 0 && isLinked && expected.Hash != AuditRow.Nothing) Found(1, "Changed");
        if (!hasKnown && !(first?.Number <= known!.Number)) Found(known!.Number, head.Number < known.Number ? "Missing" : "Changed");
        unfinished.Reverse();
        return new(rows, head.Number, head.Hash, first, unfinished);
    }

    void Pair(AuditRow row)
    {
        if (row.Part is AuditPart.Done or AuditPart.Refused or AuditPart.Failed) ended.Add(row.Act);
        else if (row.Part == AuditPart.Begun && !ended.Remove(row.Act) && unfinished.Count < MostUnfinished) unfinished.Add(row);
    }

    void Found(long number, string what)
    {
        if (first is null || number <= first.Number) first = new(number, what);
    }
}
