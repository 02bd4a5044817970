using System.Globalization;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;

namespace Campaigns.Tests.Proof;

/// <summary>However few organisations are held at a time, the same signature stands for each, and each counts once.</summary>
public sealed class OrganisationLineTests
{
    static readonly DataKey Key = new(new byte[DataKey.Size]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task The_line_of_an_organisation_does_not_depend_on_how_many_are_held(int limit)
    {
        var rows = Rows(600, 90);
        var told = new List<SharedLine>();
        var lines = new OrganisationLines(() => Organisations(rows), some => Note(told, some), limit);

        await lines.ReadAsync();

        var expected = Organised(rows).GroupBy(row => row.OrganisationKey).ToDictionary(same => same.Key, same => same.Aggregate(OrganisationLines.First).Id);
        Assert.Equal(
            rows.Where(row => row.Kind == SignatoryKind.Individual || expected[row.OrganisationKey] == row.Id).Select(row => row.Id),
            rows.Where(lines.IsLine).Select(row => row.Id));
        lines.End();
        var shared = Organised(rows).GroupBy(row => row.OrganisationKey).Where(same => same.Count() > 1).Select(same => (same.Key, expected[same.Key]));
        Assert.Equal(shared.Order(), told.Select(line => (line.OrganisationKey, line.Id)).Order());
        Assert.All(told, line => Assert.Equal(rows.Single(row => row.Id == line.Id).Partition, line.Partition));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public async Task The_count_does_not_depend_on_how_many_are_held(int limit)
    {
        var rows = Rows(600, 90);
        var tally = new LongTally(limit);

        await tally.ReadAsync(kind => rows.Where(row => kind is null || row.Kind == kind).ToAsyncEnumerable());

        Assert.Equal(BookLists.Count(rows), tally.Count);
    }

    [Fact]
    public async Task Rows_that_change_between_the_passes_are_not_sealed()
    {
        var rows = Rows(40, 9);
        var reads = 0;
        var growing = new OrganisationLines(() => Organised(rows).Take(10 + reads++).ToAsyncEnumerable(), _ => Task.CompletedTask, 2);
        await Assert.ThrowsAsync<InvalidOperationException>(growing.ReadAsync);

        var lines = new OrganisationLines(() => Organisations(rows), _ => Task.CompletedTask);
        await lines.ReadAsync();
        Assert.NotEmpty(Organised(rows).Skip(1).Where(lines.IsLine).ToList());
        Assert.Throws<InvalidOperationException>(lines.End);
    }

    static IEnumerable<BookRow> Organised(IEnumerable<BookRow> rows) => rows.Where(row => row.Kind == SignatoryKind.Organisation);

    static IAsyncEnumerable<BookRow> Organisations(IEnumerable<BookRow> rows) => Organised(rows).ToAsyncEnumerable();

    static Task Note(List<SharedLine> told, IReadOnlyList<SharedLine> some)
    {
        told.AddRange(some);
        return Task.CompletedTask;
    }

    /// <summary>In the order in which they would be stored; every third is an individual.</summary>
    static List<BookRow> Rows(int count, int organisations)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(n => new BookRow(ShardKeys.Partition("abcdefghijklmnop", n % 4), Key.Hash("address", n.ToString(CultureInfo.InvariantCulture)))
        {
            Kind = n % 3 == 0 ? SignatoryKind.Individual : SignatoryKind.Organisation,
            Country = n % 2 == 0 ? "NO" : "PL",
            Publication = (Publication)random.Next(3),
            State = SignatureState.Confirmed,
            ConfirmedAt = DateTimeOffset.UnixEpoch.AddSeconds(random.Next(20)),
            OrganisationKey = n % 3 == 0 ? "" : Key.Hash("organisation", $"{random.Next(organisations)}"),
        }).OrderBy(row => row.Place, StringComparer.Ordinal)];
    }
}
