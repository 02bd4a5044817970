using Campaigns.Audit;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.AuditTrails;

/// <summary>The chain, without storage: whatever is done to its rows by hand is found, at its first place.</summary>
public sealed class AuditCheckTests
{
    static readonly Arbitrary<(int Rows, int At, int How)> Meddling = Arb.From(
        from rows in Gen.Choose(1, 12)
        from at in Gen.Choose(1, rows)
        from how in Gen.Choose(0, 4)
        select (rows, at, how));

    [Fact]
    public void What_nobody_touched_is_whole() => Prop.ForAll(Arb.From(Gen.Choose(0, 30)), count =>
        Check(Chain(count)).Break is null && Check(Chain(count)).Rows == count).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_done_to_a_row_is_found_where_it_was_done() => Prop.ForAll(Meddling, one =>
    {
        var (rows, at, how) = one;
        var chain = Chain(rows);
        var head = new AuditHead(rows, chain[^1].Hash);
        AuditBreak expected;
        (chain, expected) = how switch
        {
            0 => (With(chain, at, row => row with { Facts = "{\"phase\":\"closed\"}" }), new(at, "Changed")),
            1 => (With(chain, at, row => Sign(row with { Role = "coordinator" })), new(at, "Changed")),
            2 => ([.. chain.Where(row => row.Number != at)], new AuditBreak(at, "Missing")),
            3 => ([.. chain, Sign(chain[^1] with { Number = rows + 1, Previous = chain[^1].Hash })], new AuditBreak(rows + 1, "Extra")),
            _ when at < rows => (Swap(chain, at), new AuditBreak(at, "Changed")),
            _ => (With(chain, at, row => row with { Number = at + 1 }), new AuditBreak(at, "Missing")),
        };
        Assert.Equal(expected, Check(chain, head).Break);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_chain_that_was_written_anew_without_the_key_is_found()
    {
        var chain = Chain(5);
        var forged = chain.Take(2).Append(Sign(chain[2] with { Action = "ops.retry" })).ToList();
        for (var number = 4; number <= 5; number++) forged.Add(Sign(chain[number - 1] with { Previous = forged[^1].Hash }));
        Assert.Equal(new AuditBreak(3, "Extra"), Check(forged, new(5, forged[^1].Hash), row => chain.Any(ours => ours.Hash == row.Hash)).Break);
    }

    [Fact]
    public void An_older_state_of_the_table_is_found_by_who_has_written_to_it()
    {
        var chain = Chain(5);
        var older = chain.Take(3).ToList();
        Assert.Null(Check(older).Break); // by itself it is whole: that is what noting the newest hash is for
        var check = new AuditCheck(new(3, older[^1].Hash), new(5, chain[^1].Hash), _ => true);
        foreach (var row in older.AsEnumerable().Reverse()) check.See(row);
        Assert.Equal(new AuditBreak(5, "Missing"), check.End().Break);
    }

    [Fact]
    public void What_was_begun_and_never_ended_is_named()
    {
        var chain = Build([("a", AuditPart.Begun), ("b", AuditPart.Begun), ("a", AuditPart.Done), ("c", AuditPart.Begun), ("c", AuditPart.Refused), ("d", AuditPart.Read)]);
        Assert.Equal([2], Check(chain).Unfinished.Select(row => row.Number));
    }

    static AuditFinding Check(IReadOnlyList<AuditRow> chain, AuditHead? head = null, Func<AuditRow, bool>? isOurs = null)
    {
        var check = new AuditCheck(head ?? (chain.Count == 0 ? AuditHead.Empty : new(chain[^1].Number, chain[^1].Hash)), null, isOurs ?? (_ => true));
        foreach (var row in chain.OrderByDescending(row => row.Number)) check.See(row);
        return check.End();
    }

    static List<AuditRow> Chain(int count) => Build([.. Enumerable.Range(1, count).Select(number => ($"act{number}", AuditPart.Read))]);

    static List<AuditRow> Build(IReadOnlyList<(string Act, string Part)> acts)
    {
        var rows = new List<AuditRow>();
        foreach (var (act, part) in acts)
            rows.Add(Sign(new(rows.Count + 1, DateTimeOffset.UnixEpoch.AddDays(rows.Count), act, part, "operator", "", [1, 2], "ops.suspend", "", "", "{}", null,
                rows.Count == 0 ? AuditRow.Nothing : rows[^1].Hash)));
        return rows;
    }

    static AuditRow Sign(AuditRow row) => row with { Hash = row.HashNow() };
    static List<AuditRow> With(List<AuditRow> chain, int at, Func<AuditRow, AuditRow> change) => [.. chain.Select(row => row.Number == at ? change(row) : row)];
    static List<AuditRow> Swap(List<AuditRow> chain, int at) =>
        [.. chain.Select(row => row.Number == at ? chain[at] with { Number = at } : row.Number == at + 1 ? chain[at - 1] with { Number = at + 1 } : row)];
}
