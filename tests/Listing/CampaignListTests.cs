using Campaigns.Listing;
using Campaigns.Networks;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Listing;

/// <summary>The operator's list against storage: pages, filters, what is due, and what is mended.</summary>
public sealed class CampaignListTests(AzuriteFixture azurite) : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    CampaignTables tables = null!;
    CampaignList list = null!;

    public async ValueTask InitializeAsync()
    {
        tables = new(new(azurite.ConnectionString), $"List{Guid.NewGuid():N}"[..20]);
        await tables.CreateAsync();
        list = new(tables);
    }

    public async ValueTask DisposeAsync() => await tables.DropAsync(default);

    static ListEntry Entry(int number, Phase phase = Phase.Open, string? network = null, bool isOver = false) =>
        new($"{(char)('a' + number % 26)}{number:D15}", $"Appeal {number}", "en", phase, isOver, Noon.AddMinutes(number))
        {
            Network = network,
            Next = isOver ? new(StepKind.End, null) : new(StepKind.Close, Noon.AddDays(100 - number % 7).AddMinutes(number)),
        };

    static ListFilter Active(Phase? phase = null, string? network = null, NetworkScope? scope = null) => new(false, phase, network, scope ?? NetworkScope.All);

    async Task<List<ListEntry>> AllAsync(ListFilter filter)
    {
        List<ListEntry> all = [];
        for (ListPage? page = null; page is null || page.Next is not null; all.AddRange(page.Entries)) page = await list.PageAsync(filter, page?.Next);
        return all;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ListPage.Size)]
    [InlineData(ListPage.Size + 1)]
    [InlineData(2 * ListPage.Size + 7)]
    public async Task The_pages_together_are_everything_once_and_newest_first(int campaigns)
    {
        for (var n = 0; n < campaigns; n++) await list.WriteAsync(null, Entry(n), default);
        var all = await AllAsync(Active());
        Assert.Equal(Enumerable.Range(0, campaigns).Reverse().Select(n => Entry(n)), all);
        Assert.True((await list.PageAsync(Active(), null)).Entries.Count <= ListPage.Size);
    }

    [Fact]
    public async Task Filters_hold_in_storage_and_in_what_a_person_may_see()
    {
        ListEntry[] entries = [Entry(1), Entry(2, Phase.Closed, "one"), Entry(3, Phase.Open, "one"), Entry(4, Phase.Open, "two"), Entry(5, Phase.Archived, isOver: true)];
        foreach (var entry in entries) await list.WriteAsync(null, entry, default);
        Assert.Equal([4, 3, 1], Numbers(await AllAsync(Active(Phase.Open))));
        Assert.Equal([3, 2], Numbers(await AllAsync(Active(network: "one"))));
        Assert.Equal([3, 2], Numbers(await AllAsync(Active(scope: NetworkScope.Of(false, ["one"])))));
        Assert.Equal([3, 2, 1], Numbers(await AllAsync(Active(scope: NetworkScope.Of(true, ["one"])))));
        Assert.Empty(await AllAsync(Active(network: "two", scope: NetworkScope.Of(false, ["one"]))));
        Assert.Equal([5], Numbers(await AllAsync(Active() with { IsOver = true })));

        var tally = ListTally.Read([.. ListTally.Of(entries, Noon).Rows()]);
        foreach (var filter in new[] { Active(), Active(Phase.Open), Active(network: "one"), Active(scope: NetworkScope.Of(false, ["one"])), Active() with { IsOver = true } })
            Assert.Equal((await AllAsync(filter)).Count, tally.Count(filter));
    }

    [Fact]
    public async Task A_campaign_that_ends_changes_the_shelf_and_is_due_no_more()
    {
        var before = Entry(1);
        await list.WriteAsync(null, before, default);
        await list.WriteAsync(null, Entry(2), default);
        var after = before with { IsOver = true, Phase = Phase.Dispatched, Next = new(StepKind.End, null) };
        await list.WriteAsync(before, after, default);
        Assert.Equal([2], Numbers(await AllAsync(Active())));
        Assert.Equal([after], await AllAsync(Active() with { IsOver = true }));
        Assert.Equal([Entry(2).Id], await list.DueAsync(10).ToListAsync());
    }

    [Fact]
    public async Task What_is_due_next_comes_first()
    {
        for (var n = 0; n < 20; n++) await list.WriteAsync(null, Entry(n), default);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(n => Entry(n)).OrderBy(entry => entry.Next.DueAt).Take(5).Select(entry => entry.Id), await list.DueAsync(5).ToListAsync());
    }

    static IEnumerable<int> Numbers(IEnumerable<ListEntry> entries) => entries.Select(entry => int.Parse(entry.Id[1..], System.Globalization.CultureInfo.InvariantCulture));
}
