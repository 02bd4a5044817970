using System.Collections.Concurrent;
using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>Many people at once, and the fence between them.</summary>
public sealed class FenceTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TwoHundredConfirmationsAtOnceAreTwoHundredRowsInFewTransactions()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 2 });
        var people = Enumerable.Range(1, 200).ToList();
        var tokens = await Task.WhenAll(people.Select(i => house.AskAsync(campaign, BookHouse.Person(i))));

        var links = await Task.WhenAll(tokens.Select(token => house.Book.ConfirmAsync(token, null)));

        Assert.All(links, link => Assert.Equal(SignLinkState.Signed, link.State));
        Assert.Equal(new Count(0, 1, 200), await house.Book.CountAsync(campaign));
        var rows = await house.RowsAsync(campaign);
        Assert.Equal(200, rows.Count(row => row.ContainsKey("State") && row.GetString("State") == "Confirmed"));
        Assert.Equal(200, rows.Count(row => row.RowKey.StartsWith(Rows.OutboxRows, StringComparison.Ordinal)));
        Assert.InRange(rows.Where(row => row.RowKey == Rows.Header).Sum(row => row.GetInt64("Commits")!.Value), 2, 100);
    }

    [Fact]
    public async Task OneAddressAskingAndConfirmingManyTimesAtOnceIsOneSignatureAndOneMail()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 30).Select(_ => house.Book.RequestAsync(campaign, BookHouse.Person(1))));
        var token = await house.TokenOfAsync(campaign, "person1@example.org");

        var links = await Task.WhenAll(Enumerable.Range(1, 30).Select(_ => house.Book.ConfirmAsync(token, null)));

        Assert.All(links, link => Assert.Equal(SignLinkState.Signed, link.State));
        Assert.Single(links.Select(link => link.Signature!.ConfirmedAt).Distinct());
        Assert.Single(await house.MailsToAsync(campaign, "person1@example.org"));
        Assert.Equal(new Count(0, 1, 1), (await house.Book.FreezeAsync(campaign)).Count);
    }

    /// <summary>Two processes sign, a third closes: who was told "signed" is on the list, and nobody else.</summary>
    [Fact]
    public async Task AroundTheFenceExactlyThoseToldSoHaveSigned()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var people = Enumerable.Range(1, 500).ToList();
        var tokens = await Task.WhenAll(people.Select(i => house.AskAsync(campaign, BookHouse.Organisation(i))));
        SignatureBook[] books = [house.NewBook(), house.NewBook()];
        var told = new ConcurrentBag<string>();
        var refused = 0;
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var closing = Task.Run(async () =>
        {
            await half.Task;
            await house.Book.CloseAsync(campaign);
            return (await house.Book.LetterListAsync(campaign)).Select(line => line.Name!).ToList();
        });
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 60 }, async (i, cancellation) =>
        {
            if (i > 450) await closing; // some come late for certain; the others race
            var link = await books[i % 2].ConfirmAsync(tokens[i - 1], null, cancellation);
            if (link.State == SignLinkState.Signed) told.Add(link.Signature!.Details.Organisation);
            else Interlocked.Increment(ref refused);
            if (told.Count >= 150) half.TrySetResult();
        });
        var listAtClose = await closing;

        Assert.Equal(500, told.Count + refused);
        Assert.InRange(refused, 50, 350);
        Assert.Equal(told.Order(StringComparer.Ordinal), listAtClose.Order(StringComparer.Ordinal));
        Assert.Equal(told.Count, (await house.Book.FreezeAsync(campaign)).Count.Organisations);
    }

    [Fact]
    public async Task WhoIsCommittingWhileTheFenceIsSetIsTooLate()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 1 });
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        var partition = ShardKeys.Partition(campaign.Id, 0);
        var header = await BookHeader.ReadAsync(house.Tables.Signatures, partition, default);
        await house.NewBook().CloseAsync(campaign);
        var id = (await house.Book.LookAsync(token)).Signature!.Id;
        var write = new BookWrite(id, true, 1, (seen, row, now) => BookDecisions.Confirm(seen, row, now, false, SigningWindow.Open,
            before => before! with { State = SignatureState.Confirmed, ConfirmedAt = now }))
        {
            Row = BookRow.Read(await house.Tables.Signatures.GetEntityAsync<TableEntity>(partition, Rows.Signature(id))),
        };

        // Decided on the header as it was before the fence, as a process does that was stopped in between.
        var first = new ShardTransaction(house.Tables.Signatures, partition, [write], header, house.Time, () => Task.CompletedTask);
        var again = Assert.Single(await first.CommitAsync());
        var second = new ShardTransaction(house.Tables.Signatures, partition, [again], first.Header, house.Time, () => Task.CompletedTask);
        Assert.Empty(await second.CommitAsync());
        second.Acknowledge();

        Assert.True((await write.Done.Task).Decision.Refused);
        Assert.Equal(Count.Zero, (await house.Book.FreezeAsync(campaign)).Count);
    }

    [Fact]
    public async Task AnInvitedOrganisationIsOnTheFrozenListOfACampaignForIndividuals()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Signatories = SignatoryRule.Individuals, Invitations = 1 });
        var invited = await house.InviteAsync(campaign, new(1, "Committee", "NO", "Contact", "contact@example.org", "en"));
        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(invited, new("Contact", "", Publication.Public))).State);
        await house.SignAsync(campaign, BookHouse.Person(1));

        var (count, list) = await house.Book.FreezeAsync(campaign);
        Assert.Equal((new Count(1, 1, 1), 2), (count, list.Size));
    }

    /// <summary>The book hears of an early close, or of an earlier deadline, after the campaign's row: later when something fails in between.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhoBeginsAfterTheRowSaysOverIsTooLateAlsoWhenTheBookWasNotTold(bool closedEarly)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        house.Now(closedEarly
            ? campaign with { CloseRequestedAt = house.Time.GetUtcNow() }
            : campaign with { ClosesAt = house.Time.GetUtcNow().AddMinutes(1) });
        house.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(SignLinkState.TooLate, (await house.Book.LookAsync(token)).State);
        Assert.Equal(SignLinkState.TooLate, (await house.Book.ConfirmAsync(token, null)).State);
        Assert.Equal(Count.Zero, await house.Book.CountNowAsync(campaign));
    }

    [Fact]
    public async Task LookingAThousandTimesChangesNoRow()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var pending = await house.AskAsync(campaign, BookHouse.Person(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        var signed = await house.TokenOfAsync(campaign, "person2@example.org");
        var invited = await house.InviteAsync(campaign, new(1, "Committee", "NO", "Contact", "contact@example.org", "en"));
        var before = (await house.RowsAsync(campaign)).Select(row => (row.RowKey, row.ETag)).ToList();

        string[] tokens = [pending, signed, invited];
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, cancellation) => await house.Book.LookAsync(tokens[i % 3], cancellation));

        Assert.Equal(before, (await house.RowsAsync(campaign)).Select(row => (row.RowKey, row.ETag)));
        Assert.Equal(new Count(0, 1, 1), await house.Book.CountAsync(campaign));
    }

    [Fact]
    public async Task AnotherProcessSeesTheCountWithinTwoSeconds()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var other = house.NewBook();
        Assert.Equal(Count.Zero, await other.CountAsync(campaign));

        await house.SignAsync(campaign, BookHouse.Person(1));
        Assert.Equal(new Count(0, 1, 1), await house.Book.CountAsync(campaign));
        house.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(new Count(0, 1, 1), await other.CountAsync(campaign));
        Assert.Single(await other.PublicListAsync(campaign));
    }
}
