using Azure.Data.Tables;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Letters;

public sealed class OutboxTests(AzuriteFixture azurite)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_sent_once_and_leaves_a_row_without_content()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var campaign = await WriteAsync(office, 120);
        Assert.Null(await SendAsync(office, campaign));
        Assert.Null(await SendAsync(office, campaign));
        Assert.Equal(120, office.Room.Messages.Find().Select(message => message.To).Distinct().Count());
        Assert.Equal(120, office.Room.Messages.Count);
        var rows = await RowsAsync(office, campaign);
        Assert.Equal(120, rows.Count(row => row.RowKey.StartsWith(Rows.Mails, StringComparison.Ordinal) && row.GetString("State") == "Sent" && row.GetString("MessageId")!.Length > 0));
        Assert.DoesNotContain(rows, row => row.ContainsKey("Envelope"));
    }

    [Fact]
    public async Task A_message_to_be_discarded_is_never_sent()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var campaign = await WriteAsync(office, 1, discard: true);
        await SendAsync(office, campaign);
        Assert.Equal(0, office.Room.Messages.Count);
        Assert.DoesNotContain(await RowsAsync(office, campaign), row => row.RowKey.StartsWith(Rows.OutboxRows, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_mail_service_is_asked_again_when_it_said()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var campaign = await WriteAsync(office, 3);
        office.Room.Faults.Set(new FaultRule(FaultKind.TooManyRequests) { Count = 1 });
        var next = await SendAsync(office, campaign);
        Assert.NotNull(next);
        Assert.Equal(0, office.Room.Messages.Count);
        office.Time.SetUtcNow(next.Value);
        Assert.Null(await SendAsync(office, campaign));
        Assert.Equal(3, office.Room.Messages.Count);
    }

    [Fact]
    public async Task A_sender_that_died_loses_nothing()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var campaign = await WriteAsync(office, 2);
        var leased = (await RowsAsync(office, campaign)).Where(row => row.RowKey.StartsWith(Rows.OutboxRows, StringComparison.Ordinal)).Select(row => new OutboxRow(row));
        await office.Tables.Campaigns.SubmitTransactionAsync(leased.Select(row => row.Take(office.Time.GetUtcNow().AddMinutes(2))), Cancel);
        Assert.Equal(office.Time.GetUtcNow().AddMinutes(2), await SendAsync(office, campaign));
        office.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await SendAsync(office, campaign));
        Assert.Equal(2, office.Room.Messages.Count);
    }

    [Fact]
    public async Task Two_senders_do_not_send_twice()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var campaign = await WriteAsync(office, 40);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(office, campaign)));
        Assert.Equal(40, office.Room.Messages.Count);
    }

    [Fact]
    public async Task A_purged_campaigns_messages_are_dropped()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var campaign = await WriteAsync(office, 1);
        await office.Tables.Campaigns.DeleteEntityAsync(campaign, Rows.Key, cancellationToken: Cancel);
        await SendAsync(office, campaign);
        Assert.Equal(0, office.Room.Messages.Count);
        Assert.Equal("Purged", (await RowsAsync(office, campaign)).Single().GetString("State"));
    }

    static async Task<string> WriteAsync(PostOffice office, int messages, bool discard = false)
    {
        var (campaign, key) = await office.CampaignAsync();
        var outbox = office.Get<Outbox>();
        var adds = Enumerable.Range(1, messages).Select(n =>
            outbox.Add(key, campaign, $"invitation-{n:D4}", $"person{n}@example.org", new CampaignCancelled("en", "Title"), discard));
        foreach (var part in adds.Chunk(100)) await office.Tables.Campaigns.SubmitTransactionAsync(part, Cancel);
        return campaign;
    }

    static Task<DateTimeOffset?> SendAsync(PostOffice office, string campaign) =>
        office.Get<OutboxSender>().SendAsync(office.Tables.Campaigns, campaign, Cancel);

    static async Task<List<TableEntity>> RowsAsync(PostOffice office, string campaign)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in office.Tables.Campaigns.QueryAsync<TableEntity>(row => row.PartitionKey == campaign, cancellationToken: Cancel))
            if (row.RowKey != Rows.Key) rows.Add(row);
        return rows;
    }
}
