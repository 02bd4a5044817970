using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>Pages that follow a book do not read it again for what this process has written itself.</summary>
public sealed class SnapshotTests(AzuriteFixture azurite)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_this_process_commits_shows_at_once_and_is_not_read_again()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 1 });
        var (options, queries) = (new TableClientOptions(), new Queries());
        options.AddPolicy(queries, HttpPipelinePosition.PerCall);
        var tables = new CampaignTables(new TableServiceClient(azurite.ConnectionString, options));
        var book = new SignatureBook(tables, new KeyRing(tables, house.Options, house.Time), house.Outbox, house, house.Options, house.Time);
        Assert.Equal(0, (await book.CountAsync(campaign, Cancel)).Individuals);
        var before = queries.Count;

        for (var n = 1; n <= 3; n++)
        {
            await book.RequestAsync(campaign, BookHouse.Person(n), cancellation: Cancel);
            await book.ConfirmAsync(await house.TokenOfAsync(campaign, BookHouse.Person(n).Email), null, Cancel);
            Assert.Equal(n, (await book.CountAsync(campaign, Cancel)).Individuals);
        }
        await book.WithdrawAsync(await house.TokenOfAsync(campaign, BookHouse.Person(2).Email), Cancel);
        Assert.Equal(["Person 1", "Person 3"], (await book.PublicListAsync(campaign, Cancel)).Select(line => line.Name));
        house.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, (await book.CountAsync(campaign, Cancel)).Individuals);
        Assert.Equal(before, queries.Count);

        await house.SignAsync(campaign, BookHouse.Person(4)); // another process
        house.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(3, (await book.CountAsync(campaign, Cancel)).Individuals);
        Assert.Equal(before + 1, queries.Count);
    }

    sealed class Queries : HttpPipelineSynchronousPolicy
    {
        int count;

        public int Count => count;

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.Path.EndsWith("Signatures()", StringComparison.Ordinal)) Interlocked.Increment(ref count);
        }
    }
}
