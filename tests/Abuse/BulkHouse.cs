using Azure.Data.Tables;
using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Book;

namespace Campaigns.Tests.Abuse;

/// <summary>A book with its bulk desk, and what must hold of both at any time.</summary>
static class BulkHouse
{
    public static BulkDesk Desk(this BookHouse house, SignatureBook? book = null) => new(house.Tables, book ?? house.Book, house.Keys, house.Time);

    public static BulkPattern Pattern(this BookHouse house, string name = "", string organisation = "", string domain = "", Alike alike = Alike.No) =>
        new(name, organisation, domain, null, house.Time.GetUtcNow(), alike);

    public static string Id(int number) => $"{number:x32}";

    public static Task<BulkResult> DoAsync(this BookHouse house, Campaign campaign, int id, BulkAct act, BulkPattern pattern) =>
        house.Desk().ApplyAsync(campaign, Id(id), act, pattern, "spam", "coordinator");

    /// <summary>Count = rows = headers = list; and the leaves, once it is frozen.</summary>
    public static async Task AssertAgreesAsync(this BookHouse house, Campaign campaign, bool frozen = false)
    {
        var rows = await house.RowsAsync(campaign);
        var confirmed = rows.Where(row => row.RowKey.StartsWith(Rows.Signatures, StringComparison.Ordinal) && row.GetString("State") == "Confirmed").ToList();
        foreach (var header in rows.Where(row => row.RowKey == Rows.Header))
            Assert.Equal(confirmed.Count(row => row.PartitionKey == header.PartitionKey), header.GetInt32("Counted") ?? 0);
        var count = await house.Book.CountNowAsync(campaign);
        Assert.Equal(count, await house.Book.CountAsync(campaign));
        Assert.Equal(count.Signatures, (await house.Book.PublicListAsync(campaign)).Count);
        Assert.Equal(count.Signatures, (await house.Book.LetterListAsync(campaign)).Count);
        Assert.Equal(BookCheck.Well, await house.Book.CheckAsync(campaign));
        if (!frozen) return;
        var list = await house.Book.FreezeAsync(campaign);
        Assert.Equal(count, list.Count);
        Assert.Equal(count.Signatures, list.List.Size);
    }

    public static async Task<IReadOnlyList<string>> JournalAsync(this BookHouse house, Campaign campaign)
    {
        var key = await house.Keys.GetAsync(campaign.Id);
        var rows = await house.Tables.Campaigns.QueryAsync<TableEntity>(Rows.Filter(campaign.Id, Rows.JournalEntries)).ToListAsync();
        return [.. rows.Select(row => JournalRow.Read(row, key)).Select(entry => $"{entry.What} {entry.Arguments[0]} {entry.Note}".Trim())];
    }
}
