using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Updates;

/// <summary>Who asked for updates, and that each of them is written to once, whatever dies.</summary>
public sealed class UpdateBookTests(AzuriteFixture azurite)
{
    static SignatureRequest Person(int number, bool updates = true) => BookHouse.Person(number) with { Updates = updates };

    [Fact]
    public async Task What_was_ticked_on_the_form_holds_once_the_address_confirms_it_and_the_page_behind_the_link_has_the_last_word()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.AskAsync(campaign, Person(1)); // never confirmed
        await house.SignAsync(campaign, Person(2));
        await house.SignAsync(campaign, Person(3, updates: false));
        await house.Book.ConfirmAsync(await house.AskAsync(campaign, Person(4)), null, updates: false);
        await house.Book.ConfirmAsync(await house.AskAsync(campaign, Person(5, updates: false)), null, updates: true);
        await house.SignAsync(campaign, Person(6, updates: false));
        house.Time.Advance(TimeSpan.FromHours(1));
        await house.Book.RequestAsync(campaign, Person(6)); // somebody else types the address and ticks the box

        Assert.Equal(["person2@example.org", "person5@example.org"], await WrittenToAsync(house, Now(house, campaign, 1)));
    }

    [Fact]
    public async Task The_receipt_turns_them_on_and_off_also_after_the_list_is_frozen()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var (one, two) = (await house.AskAsync(campaign, Person(1)), await house.AskAsync(campaign, Person(2, updates: false)));
        Assert.False((await house.Book.ChooseUpdatesAsync(two, true)).GetsUpdates); // has not signed
        foreach (var token in (string[])[one, two]) await house.Book.ConfirmAsync(token, null);
        await house.Book.FreezeAsync(campaign);
        campaign = house.Now(campaign with { Phase = Phase.Dispatched });

        Assert.False((await house.Book.ChooseUpdatesAsync(one, false)).GetsUpdates);
        Assert.True((await house.Book.ChooseUpdatesAsync(two, true)).GetsUpdates);
        Assert.True((await house.NewBook().LookAsync(two)).GetsUpdates);
        Assert.Equal(new Count(0, 1, 2), await house.NewBook().CountNowAsync(campaign));
        Assert.Equal(["person2@example.org"], await WrittenToAsync(house, Now(house, campaign, 1)));
        await house.Book.WithdrawAsync(two); // late: it stays counted, and is written to no more
        Assert.Equal(["person2@example.org"], await WrittenToAsync(house, Now(house, campaign, 2)));
    }

    [Fact]
    public async Task The_link_in_an_update_ends_them_and_can_do_nothing_else()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var (campaign, other) = (await house.OpenAsync(), await house.OpenAsync());
        var sign = await house.AskAsync(campaign, Person(1));
        await house.Book.ConfirmAsync(sign, null);
        await house.SignAsync(other, Person(1));
        var message = Assert.IsType<UpdateToSignatory>(await OnlyUpdateAsync(house, Now(house, campaign, 1), "person1@example.org"));
        Assert.StartsWith("https://campaigns.example.org/updates/", message.Link, StringComparison.Ordinal);
        var token = message.Link.Split('/')[^1];

        Assert.Equal(SignLinkState.Invalid, (await house.Book.LookAsync(token)).State);
        foreach (var act in (Func<string, Task<SignLink>>[])[t => house.Book.WithdrawAsync(t), t => house.Book.ConfirmAsync(t, null), t => house.Book.DeclineAsync(t), t => house.Book.ChooseUpdatesAsync(t, true)])
            Assert.Equal(SignLinkState.Invalid, (await act(token)).State);
        Assert.Null((await house.Book.StopUpdatesAsync(sign)).Campaign); // nor the other way round
        Assert.Null((await house.Book.StopUpdatesAsync(token[..^4] + "AAAA")).Campaign);

        Assert.True((await house.Book.LookAtUpdatesAsync(token)).IsOn);
        Assert.True((await house.Book.LookAtUpdatesAsync(token)).IsOn); // looking changes nothing
        Assert.False((await house.Book.StopUpdatesAsync(token)).IsOn);
        Assert.False((await house.Book.StopUpdatesAsync(token)).IsOn);
        Assert.Equal((SignLinkState.Signed, false), ((await house.Book.LookAsync(sign)).State, (await house.Book.LookAsync(sign)).GetsUpdates));
        Assert.Equal(1, (await house.Book.UpdateReadersAsync(other))["en"]); // the same address elsewhere
        house.Now(campaign with { Phase = Phase.Archived });
        Assert.Equal(Phase.Archived, (await house.Book.StopUpdatesAsync(token)).Campaign!.Phase);
    }

    [Fact]
    public async Task A_second_run_another_process_and_a_newer_update_write_to_nobody_twice()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var n = 1; n <= 7; n++) await house.SignAsync(campaign, Person(n));
        campaign = Now(house, campaign, 1);
        await Task.WhenAll(house.Book.WriteUpdateAsync(campaign, 1, 0), house.NewBook().WriteUpdateAsync(campaign, 1, 0));
        Assert.Equal(7, (await WrittenToAsync(house, campaign)).Count());
        Assert.Equal(7, await house.Book.UpdatedAsync(campaign, 1, default));

        house.Time.Advance(TimeSpan.FromMinutes(1));
        await house.SignAsync(campaign, Person(8)); // who comes later was not meant
        Assert.Equal(7, (await WrittenToAsync(house, campaign)).Count());
        Assert.False(await house.Book.WriteUpdateAsync(Now(house, campaign, 2), 1, 0)); // the first is not the newest any more
        Assert.Equal(15, (await WrittenToAsync(house, Now(house, campaign, 2))).Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_at_any_call_to_storage_it_goes_on_where_it_was(bool afterItsWork)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var wire = new StorageWire();
        var tables = new CampaignTables(new TableServiceClient((await azurite.GetAsync()).ConnectionString, wire.Options()));
        var calls = 0;
        do
        {
            var campaign = await house.OpenAsync(c => c with { Shards = 2 });
            for (var n = 1; n <= 5; n++) await house.SignAsync(campaign, Person(n));
            campaign = Now(house, campaign, 1);
            var book = new SignatureBook(tables, new KeyRing(tables, house.Options, house.Time), house.Outbox, house, house.Options, house.Time);
            wire.FailAt(++calls, afterItsWork);
            try
            {
                await WriteAsync(book, campaign);
            }
            catch (RequestFailedException)
            {
                // the activity fails and is tried again
            }
            wire.Mend();
            await WriteAsync(book, campaign);
            Assert.Equal(Enumerable.Range(1, 5).Select(n => $"person{n}@example.org"), (await UpdatesAsync(house, campaign)).Order());
        } while (wire.HasFailed && calls < 100);
        Assert.InRange(calls, 5, 99);
    }

    [Fact]
    public async Task Five_thousand_are_written_to_page_by_page()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await FillAsync(house, campaign, 5_000);
        campaign = Now(house, campaign, 1);
        var wire = new StorageWire();
        var tables = new CampaignTables(new TableServiceClient((await azurite.GetAsync()).ConnectionString, wire.Options()));
        await WriteAsync(new(tables, new KeyRing(tables, house.Options, house.Time), house.Outbox, house, house.Options, house.Time), campaign);

        var rows = (await house.RowsAsync(campaign)).Where(row => row.RowKey.StartsWith("outbox|update-001-", StringComparison.Ordinal)).ToList();
        Assert.Equal(5_000, rows.Select(row => row.RowKey).Distinct().Count());
        Assert.Equal(5_000, await house.Book.UpdatedAsync(campaign, 1, default));
        var transactions = wire.Calls.Count(call => call.EndsWith("$batch", StringComparison.Ordinal));
        Assert.InRange(transactions, 5_000 / 50, 5_000 / 25); // as many in one as go in
        Assert.InRange(wire.Calls.Count - transactions, 5_000 / 500, 100); // never all of them at once, and few looks
        Assert.All(rows, row => Assert.InRange(row.GetBinary("Envelope")!.Length, 1, 1_000)); // the text is kept once, not with each
    }

    static async Task WriteAsync(SignatureBook book, Campaign campaign)
    {
        for (var shard = 0; shard < campaign.Shards; shard++) Assert.True(await book.WriteUpdateAsync(campaign, campaign.Update!.Number, shard));
    }

    /// <summary>Rows as they are after 5,000 people signed.</summary>
    static async Task FillAsync(BookHouse house, Campaign campaign, int people)
    {
        var key = await house.Keys.GetAsync(campaign.Id);
        var rows = Enumerable.Range(1, people).Select(n =>
        {
            var id = SignatureBook.IdOf(key, $"person{n}@example.org");
            return new BookRow(ShardKeys.PartitionOf(campaign, id), id)
            {
                Kind = SignatoryKind.Individual,
                Country = "NO",
                Language = "en",
                State = SignatureState.Confirmed,
                TextHash = campaign.TextHash,
                RequestedAt = BookHouse.Start,
                AskedAt = BookHouse.Start,
                ConfirmedAt = BookHouse.Start,
                UpdatesAt = BookHouse.Start,
            }.WithDetails(key, new("", $"Person {n}", "", $"person{n}@example.org"));
        });
        await Parallel.ForEachAsync(rows.GroupBy(row => row.Partition).SelectMany(shard => shard.Chunk(100)), TestContext.Current.CancellationToken,
            async (some, stop) => await house.Tables.Signatures.SubmitTransactionAsync(some.Select(row => row.Write()), stop));
    }

    /// <summary>The campaign, with an update that was written just now.</summary>
    static Campaign Now(BookHouse house, Campaign campaign, int number) => house.Now(campaign with { Update = new(number, house.Time.GetUtcNow(), $"{number}") });

    static async Task<IEnumerable<string>> WrittenToAsync(BookHouse house, Campaign campaign)
    {
        await WriteAsync(house.Book, campaign);
        return await UpdatesAsync(house, campaign);
    }

    /// <summary>The addresses of all updates that wait.</summary>
    static async Task<IEnumerable<string>> UpdatesAsync(BookHouse house, Campaign campaign)
    {
        var key = await house.Keys.GetAsync(campaign.Id);
        return [.. (await house.RowsAsync(campaign)).Where(row => row.RowKey.StartsWith(UpdateMail.Waiting, StringComparison.Ordinal)).Select(row => Outbox.Open(key, row).To).Order()];
    }

    static async Task<Message> OnlyUpdateAsync(BookHouse house, Campaign campaign, string email)
    {
        await WriteAsync(house.Book, campaign);
        return (await house.MailsToAsync(campaign, email)).Single(mail => mail is UpdateToSignatory);
    }
}
