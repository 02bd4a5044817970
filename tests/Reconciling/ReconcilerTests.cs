using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Reconciling;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Book;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;

namespace Campaigns.Tests.Reconciling;

/// <summary>Rows that storage acknowledged and lost, and counts that are wrong: found, named, mended where that can be.</summary>
public sealed class ReconcilerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task ALostSignatureIsWrittenBackAndSaid()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await SignedByAsync(house, 2);
        await LoseOneAsync(house.Get<CampaignTables>(), campaign);

        Assert.True(await house.Get<Reconciler>().CheckAsync(campaign.Id));

        Assert.Equal(2, (await house.Get<SignatureBook>().CountNowAsync(campaign)).Organisations);
        Assert.Equal(2, (await house.Get<SignatureBook>().CountAsync(campaign)).Organisations);
        Assert.Equal(["1"], Assert.Single(await SaidAsync(house, campaign), entry => entry.What == "SignaturesRestored").Arguments);
        Assert.False(await house.Get<Reconciler>().CheckAsync(campaign.Id));
    }

    /// <summary>As Azurite after a crash: everything is as it was some seconds ago, and nothing there says that it is.</summary>
    [Fact]
    public async Task WhatWasConfirmedBeforeStorageWentBackIsInTheLetters()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1));
        var before = await RowsAsync(house.Tables, campaign);
        for (var number = 2; number <= 5; number++) await house.SignAsync(campaign, BookHouse.Organisation(number));
        await GoBackAsync(house.Tables, campaign, before);
        // The commits of these get numbers that were given before: from now on no number tells of the loss.
        for (var number = 6; number <= 20; number++) await house.SignAsync(campaign, BookHouse.Organisation(number));

        await house.Book.CloseAsync(campaign);

        Assert.Equal(20, (await house.Book.CountNowAsync(campaign)).Organisations);
    }

    /// <summary>Storage goes back in the moment before the list is fenced: the fence stands over rows that are not there.</summary>
    [Fact]
    public async Task WhatStorageForgotJustBeforeTheFenceIsInTheLetters()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 1 });
        await house.SignAsync(campaign, BookHouse.Organisation(1));
        var before = await RowsAsync(house.Tables, campaign);
        for (var number = 2; number <= 4; number++) await house.SignAsync(campaign, BookHouse.Organisation(number));
        await GoBackAsync(house.Tables, campaign, before);
        await house.SignAsync(campaign, BookHouse.Organisation(5)); // its commit's number was given before
        await house.Tables.Signatures.UpsertEntityAsync(BookHeader.Freeze(ShardKeys.All(campaign).Single()), TableUpdateMode.Merge);

        Assert.Equal(5, (await house.Book.FreezeAsync(campaign)).Count.Organisations);
    }

    [Fact]
    public async Task AWithdrawalThatStorageForgotIsNotCountedAgain()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));
        await house.Book.ConfirmAsync(token, null);
        var before = await RowsAsync(house.Tables, campaign);
        await house.Book.WithdrawAsync(token);
        await GoBackAsync(house.Tables, campaign, before);
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Organisations);

        Assert.Equal(1, (await house.Book.CheckAsync(campaign)).Restored);

        Assert.Equal(0, (await house.Book.CountNowAsync(campaign)).Organisations);
    }

    /// <summary>Otherwise a name would stand on the public list after its owner took it off.</summary>
    [Fact]
    public async Task ANameThatWasTakenOffTheListIsNotShownAgain()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));
        await house.Book.ConfirmAsync(token, null);
        var before = await RowsAsync(house.Tables, campaign);
        await house.Book.PublishAsync(token, new(Publication.NameWithheld, ""));
        await GoBackAsync(house.Tables, campaign, before);

        Assert.Equal(1, (await house.Book.CheckAsync(campaign)).Restored);

        Assert.Equal(Publication.NameWithheld, (await house.Book.LookAsync(token)).Signature!.Publication);
    }

    /// <summary>Such a row changes without a commit of the header.</summary>
    [Fact]
    public async Task WhoAsksAnewAfterAWithdrawalHasLostNothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));
        await house.Book.ConfirmAsync(token, null);
        await house.Book.WithdrawAsync(token);
        house.Time.Advance(TimeSpan.FromMinutes(5));
        await house.AskAsync(campaign, BookHouse.Organisation(1));

        Assert.Equal(BookCheck.Well, await house.Book.CheckAsync(campaign));

        Assert.Equal(SignLinkState.Ready, (await house.Book.LookAsync(token)).State);
    }

    /// <summary>As a commit of this process whose answer was lost: both leave a number of which it was not told.</summary>
    [Fact]
    public async Task WhatAnotherProcessHasChangedSinceIsNotTakenBack()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));
        await house.Book.ConfirmAsync(token, null);
        await house.NewBook().WithdrawAsync(token);
        for (var number = 2; number <= 20; number++) await house.SignAsync(campaign, BookHouse.Organisation(number)); // in every shard

        Assert.Equal(BookCheck.Well, await house.Book.CheckAsync(campaign));

        Assert.Equal(SignLinkState.Withdrawn, (await house.Book.LookAsync(token)).State);
    }

    /// <summary>The fence and the last signature are gone in the moment in which the list is read.</summary>
    [Fact]
    public async Task AListThatStorageForgotWhileItWasSealedIsSealedAgain()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 1 });
        var (options, reading) = (new TableClientOptions(), new AtTheFirstQuery());
        options.AddPolicy(reading, HttpPipelinePosition.PerCall);
        var tables = new CampaignTables(new TableServiceClient(azurite.ConnectionString, options));
        var book = new SignatureBook(tables, new KeyRing(tables, house.Options, house.Time), house.Outbox, house, house.Options, house.Time);
        await SignAsync(1);
        var before = await RowsAsync(house.Tables, campaign);
        await SignAsync(2);
        reading.Act = () => GoBackAsync(house.Tables, campaign, before);

        await Assert.ThrowsAsync<StepFailedException>(() => book.FreezeAsync(campaign));

        Assert.Equal(2, (await book.FreezeAsync(campaign)).Count.Organisations);

        async Task SignAsync(int number)
        {
            await book.RequestAsync(campaign, BookHouse.Organisation(number));
            await book.ConfirmAsync(await house.TokenOfAsync(campaign, BookHouse.Organisation(number).Email), null);
        }
    }

    sealed class AtTheFirstQuery : HttpPipelinePolicy
    {
        public Func<Task>? Act { get; set; }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (Act is { } act && message.Request.Method == RequestMethod.Get && message.Request.Uri.Query.Contains("filter", StringComparison.Ordinal))
            {
                Act = null;
                await act();
            }
            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
    }

    [Fact]
    public async Task ALossThatNobodyRemembersIsNamedOnce()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var number = 1; number <= 3; number++) await house.SignAsync(campaign, BookHouse.Organisation(number));
        await LoseOneAsync(house.Tables, campaign);
        var another = house.NewBook(); // a process that was told nothing

        Assert.Equal(new BookCheck(0, 1, false), await another.CheckAsync(campaign));
        Assert.Equal(BookCheck.Well, await another.CheckAsync(campaign));
    }

    [Fact]
    public async Task AWrongCountOnThePagesIsFoundAndMended()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var number = 1; number <= 3; number++) await house.SignAsync(campaign, BookHouse.Organisation(number));
        var another = house.NewBook();
        Assert.Equal(3, (await another.CountAsync(campaign)).Organisations);
        await LoseOneAsync(house.Tables, campaign);
        house.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await another.CountAsync(campaign)).Organisations); // no header has changed

        Assert.True((await another.CheckAsync(campaign)).CacheWasWrong);

        Assert.Equal(2, (await another.CountAsync(campaign)).Organisations);
    }

    [Fact]
    public async Task ABookThatIsWellIsLeftAlone()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));
        await house.Book.ConfirmAsync(token, null);
        await house.Book.WithdrawAsync(token);
        for (var number = 2; number <= 9; number++) await house.SignAsync(campaign, BookHouse.Organisation(number));
        await house.Book.CountAsync(campaign);
        var rows = await RowsAsync(house.Tables, campaign);

        foreach (var book in (SignatureBook[])[house.Book, house.NewBook()]) Assert.Equal(BookCheck.Well, await book.CheckAsync(campaign));

        Assert.Equal(rows.Select(row => row.ETag), (await RowsAsync(house.Tables, campaign)).Select(row => row.ETag));
        Assert.Equal(8, rows.Where(row => row.RowKey == Rows.Header).Sum(row => row.GetInt32("Counted")));
    }

    [Fact]
    public async Task ALetterWhoseRowWasLostIsNotSentTwice()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var (campaign, _) = await office.CampaignAsync();
        var (ledger, key) = (office.Get<LetterLedger>(), new LetterKey(campaign, 1, 1, 1));
        Assert.NotNull(await ledger.ClaimAsync(key, default));
        await office.Tables.Campaigns.DeleteEntityAsync(campaign, Rows.Letter(1, 1));

        Assert.Null(await ledger.ClaimAsync(key, default));

        Assert.Equal(LetterState.Unknown, (await ledger.FindAsync(campaign, 1, 1, default))!.StateNow());
    }

    [Fact]
    public async Task LettersThatLostTheirRowsStandAsUnknownUntilTheMailServiceTellsOfThem()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await VerifyTests.DispatchAsync(house, await house.OpenCampaignAsync(("reminders", null), ("addressees", """
            Minister; Government; NO; minister@example.org; en; Dear Minister,
            Speaker; Parliament; NO; speaker@example.org; en; Dear Speaker,
            Judge; Court; NO; judge@example.org; en; Dear Judge,
            """)));
        var ledger = house.Get<LetterLedger>();
        await house.Get<CampaignWriter>().DecideAsync(campaign.Id, new StepCommand.Dispatched()); // and all rows are lost
        await ledger.FoundAsync(new(campaign.Id, 1, 1, 1), LetterState.Delivered, null, default);
        Assert.Equal(LetterState.Delivered, (await ledger.FindAsync(campaign.Id, 1, 1, default))!.StateNow());

        Assert.True(await house.Get<Reconciler>().CheckAsync(campaign.Id));

        Assert.Equal([$"{campaign.Addressees - 1}"], Assert.Single(await SaidAsync(house, campaign), entry => entry.What == "LettersGone").Arguments);
        Assert.All(await ledger.BoardAsync(campaign), row => Assert.Equal(row.Addressee.Number == 1 ? LetterState.Delivered : LetterState.Unknown, row.State));
        Assert.False(await house.Get<Reconciler>().CheckAsync(campaign.Id));
    }

    [Fact]
    public async Task WhatIsLostAfterTheLettersIsSaidAtTheDeskOnce()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await VerifyTests.DispatchAsync(house, await SignedByAsync(house, 3));
        await LoseOneAsync(house.Get<CampaignTables>(), campaign);

        await house.Get<Reconciler>().CheckAsync(campaign.Id);
        await house.Get<Reconciler>().CheckAsync(campaign.Id);

        var said = await SaidAsync(house, campaign);
        Assert.Equal(["3", "1", "0", "2", "1", "0"], Assert.Single(said, entry => entry.What == "CountDiffers").Arguments);
        Assert.Equal(["1"], Assert.Single(said, entry => entry.What == "SignaturesGone").Arguments);
    }

    [Fact]
    public async Task DecisionsThatStorageForgotAreNamed()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var table = house.Get<CampaignTables>().Campaigns;
        var before = (await table.GetEntityAsync<TableEntity>(campaign.Id, Rows.Campaign)).Value;
        await house.Get<CampaignWriter>().DecideAsync(campaign.Id, new DeskCommand.Cancel("enough"), "coordinator");
        await table.UpsertEntityAsync(before, TableUpdateMode.Replace);

        Assert.True(await house.Get<Reconciler>().CheckAsync(campaign.Id));

        Assert.Equal(["1"], Assert.Single(await SaidAsync(house, campaign), entry => entry.What == "DecisionsGone").Arguments);
        Assert.False(await house.Get<Reconciler>().CheckAsync(campaign.Id));
    }

    static async Task<Campaign> SignedByAsync(DoorsHouse house, int count)
    {
        var campaign = await house.OpenCampaignAsync(("reminders", null));
        for (var number = 1; number <= count; number++) await house.SignAsync(campaign, number);
        return campaign;
    }

    static async Task<IReadOnlyList<JournalEntry>> SaidAsync(DoorsHouse house, Campaign campaign) =>
        await house.Get<CampaignStore>().JournalAsync(campaign.Id);

    static async Task LoseOneAsync(CampaignTables tables, Campaign campaign)
    {
        var row = (await RowsAsync(tables, campaign)).First(row => row.GetString("State") == nameof(SignatureState.Confirmed));
        await tables.Signatures.DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }

    static async Task GoBackAsync(CampaignTables tables, Campaign campaign, List<TableEntity> before)
    {
        foreach (var row in await RowsAsync(tables, campaign)) await tables.Signatures.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All);
        foreach (var row in before) await tables.Signatures.AddEntityAsync(row);
    }

    static async Task<List<TableEntity>> RowsAsync(CampaignTables tables, Campaign campaign)
    {
        var rows = new List<TableEntity>();
        foreach (var partition in ShardKeys.All(campaign))
            await foreach (var row in tables.Signatures.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"))) rows.Add(row);
        return rows;
    }
}
