using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Abuse;

/// <summary>Many signatures held, invalidated or released at once, and taken back.</summary>
public sealed class BulkTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task WhatIsInvalidatedLeavesCountListAndRootTogetherAndItsOwnerIsTold()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        var token = await house.TokenOfAsync(campaign, "spam1@many.example.org");
        var preview = await house.Desk().PreviewAsync(campaign, BulkAct.Invalidate, house.Pattern(domain: "many.example.org"));
        Assert.Equal((6, 6), (preview.Count, preview.Lines.Count));
        Assert.Equal(new Count(3, 1, 9), await house.Book.CountNowAsync(campaign)); // looking changes nothing

        var done = await house.DoAsync(campaign, 1, BulkAct.Invalidate, house.Pattern(domain: "many.example.org"));

        Assert.Equal((null, 6, BulkState.Done), (done.Refusal, done.Batch!.Signatures, done.Batch.State));
        Assert.Equal(new Count(3, 1, 3), await house.Book.CountNowAsync(campaign));
        await house.AssertAgreesAsync(campaign);
        var link = await house.Book.LookAsync(token);
        Assert.Equal((SignLinkState.Invalidated, false), (link.State, link.CanWithdraw));
        Assert.Equal(SignLinkState.Invalidated, (await house.Book.ConfirmAsync(token, null)).State);
        Assert.Equal(SignLinkState.Invalidated, (await house.Book.WithdrawAsync(token)).State);
        house.Time.Advance(TimeSpan.FromMinutes(10));
        var before = (await house.MailsToAsync(campaign, "spam1@many.example.org")).Count;
        await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Email = "spam1@many.example.org" });
        Assert.Equal(before, (await house.MailsToAsync(campaign, "spam1@many.example.org")).Count);

        var undone = await house.Desk().UndoAsync(campaign, BulkHouse.Id(1), "coordinator");
        Assert.Equal((null, 6, BulkState.Undone), (undone.Refusal, undone.Batch!.Signatures, undone.Batch.State));
        Assert.Equal(SignLinkState.Signed, (await house.Book.LookAsync(token)).State);
        Assert.Equal(["BulkInvalidated 6 spam", "BulkUndone 6"], await house.JournalAsync(campaign));
        await house.AssertAgreesAsync(campaign, frozen: true);
    }

    [Theory]
    [InlineData("jón spammer", "", "", Alike.No, 6)]
    [InlineData("SPAM", "", "", Alike.No, 6)]
    [InlineData("", "committee", "", Alike.No, 3)]
    [InlineData("", "", "example.org", Alike.No, 12)]
    [InlineData("", "", "many.example.org", Alike.No, 6)]
    [InlineData("", "", "any.example.org", Alike.No, 0)]
    [InlineData("", "", "", Alike.Name, 6)]
    [InlineData("", "", "", Alike.Organisation, 2)]
    [InlineData("spam", "committee", "", Alike.No, 0)]
    public async Task APatternMeans(string name, string organisation, string domain, Alike alike, int count)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        Assert.Equal(count, (await house.Desk().PreviewAsync(campaign, BulkAct.Hold, house.Pattern(name, organisation, domain, alike))).Count);
    }

    [Fact]
    public async Task ATimeMeansThoseWhoSignedThen()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var number = 1; number <= 5; number++)
        {
            await house.SignAsync(campaign, BookHouse.Person(number));
            house.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var between = house.Pattern() with { From = BookHouse.Start.AddMinutes(1), To = BookHouse.Start.AddMinutes(3) };
        Assert.Equal(["Person 2", "Person 3", "Person 4"], (await house.Desk().PreviewAsync(campaign, BulkAct.Hold, between)).Lines.Select(line => line.Details.Name));
    }

    [Fact]
    public async Task PostedTwiceEvenAtOnceItIsDoneAndWrittenDownOnce()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        var pattern = house.Pattern(name: "spam");
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => house.Desk(n % 2 == 0 ? house.Book : house.NewBook())
            .ApplyAsync(campaign, BulkHouse.Id(1), BulkAct.Hold, pattern, "spam", "coordinator")));
        Assert.All(both, one => Assert.Null(one.Refusal));
        Assert.Equal(6, (await house.DoAsync(campaign, 1, BulkAct.Invalidate, house.Pattern(domain: "example.org"))).Batch!.Signatures); // another wish under the same id
        Assert.Equal(["BulkHeld 6 spam"], await house.JournalAsync(campaign));
        Assert.Equal(6, (await house.Book.AllAsync(campaign)).Count(one => one is { State: SignatureState.InVetting, Doubts: Doubts.ByHand }));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => house.Desk().UndoAsync(campaign, BulkHouse.Id(1), "coordinator")));
        Assert.Equal(["BulkHeld 6 spam", "BulkUndone 6"], await house.JournalAsync(campaign));
        Assert.Null((await house.DoAsync(campaign, 1, BulkAct.Hold, pattern)).Refusal); // a late double of the first post
        Assert.Equal(new Count(3, 1, 9), await house.Book.CountNowAsync(campaign));
        await house.AssertAgreesAsync(campaign);
    }

    [Fact]
    public async Task WhatPeopleDidMeanwhileStays()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        await house.DoAsync(campaign, 1, BulkAct.Hold, house.Pattern(name: "spam"));
        var gone = await house.TokenOfAsync(campaign, "spam1@many.example.org");
        Assert.Equal(SignLinkState.Signed, (await house.Book.LookAsync(gone)).State); // nobody is told that it is held
        Assert.Equal(SignLinkState.Withdrawn, (await house.Book.WithdrawAsync(gone)).State);
        var accepted = (await house.Book.AllAsync(campaign)).First(one => one.State == SignatureState.InVetting);
        Assert.True(await house.Book.VetAsync(campaign, accepted.Id, accept: false));

        Assert.Equal(4, (await house.Desk().UndoAsync(campaign, BulkHouse.Id(1), "coordinator")).Batch!.Signatures);

        Assert.Equal(SignLinkState.Withdrawn, (await house.Book.LookAsync(gone)).State);
        Assert.Equal(new Count(3, 1, 7), await house.Book.CountNowAsync(campaign));
        await house.AssertAgreesAsync(campaign, frozen: true);
    }

    [Fact]
    public async Task WhoIsHeldByHandCannotGetOutOfItByWithdrawingAndAskingAgain()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        await house.DoAsync(campaign, 1, BulkAct.Hold, house.Pattern(name: "spam"));
        var token = await house.TokenOfAsync(campaign, "spam1@many.example.org");
        await house.Book.WithdrawAsync(token);
        await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Email = "spam1@many.example.org" });
        await house.Book.ConfirmAsync(token, null);
        Assert.Equal(3, (await house.Book.CountNowAsync(campaign)).Individuals);
        await house.AssertAgreesAsync(campaign);
    }

    [Fact]
    public async Task BatchesOnTopOfEachOtherAreTakenBackInTurn()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        await house.DoAsync(campaign, 1, BulkAct.Hold, house.Pattern(name: "spam"));
        await house.DoAsync(campaign, 2, BulkAct.Invalidate, house.Pattern(domain: "many.example.org"));
        Assert.Equal(0, (await house.Desk().UndoAsync(campaign, BulkHouse.Id(1), "coordinator")).Batch!.Signatures); // the second lies on top
        Assert.Equal(6, (await house.Desk().UndoAsync(campaign, BulkHouse.Id(2), "coordinator")).Batch!.Signatures);
        Assert.Equal(6, (await house.Book.AllAsync(campaign)).Count(one => one.State == SignatureState.InVetting));
        Assert.Equal(6, (await house.DoAsync(campaign, 3, BulkAct.Release, house.Pattern(name: "spam"))).Batch!.Signatures);
        Assert.Equal(new Count(3, 1, 9), await house.Book.CountNowAsync(campaign));
        await house.AssertAgreesAsync(campaign, frozen: true);
    }

    [Fact]
    public async Task AfterTheFreezeNothingChangesAnyMore()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        await house.DoAsync(campaign, 1, BulkAct.Hold, house.Pattern(name: "spam"));
        var frozen = await house.Book.FreezeAsync(campaign);
        // The campaign's row has not been told yet: the fence has the last word.
        Assert.Equal("ListFrozen", (await house.DoAsync(campaign, 2, BulkAct.Invalidate, house.Pattern(organisation: "committee"))).Refusal);
        Assert.Equal("ListFrozen", (await house.Desk().UndoAsync(campaign, BulkHouse.Id(1), "coordinator")).Refusal);
        Assert.Equal((BulkState.Done, 6), (await house.Desk().ListAsync(campaign)).Select(batch => (batch.State, batch.Signatures)).Single());
        campaign = house.Now(campaign with { Phase = Phase.Dispatching, FinalCount = frozen.Count });
        Assert.Equal("ListFrozen", (await house.DoAsync(campaign, 3, BulkAct.Invalidate, house.Pattern(organisation: "committee"))).Refusal);
        Assert.Equal(frozen.Count, await house.Book.CountNowAsync(campaign));
        Assert.Equal("NotFound", (await house.Desk().UndoAsync(campaign, BulkHouse.Id(9), "coordinator")).Refusal);
    }

    [Fact]
    public async Task WhoeverSignsAfterThePreviewIsNotMeant()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await CrowdAsync(house);
        var pattern = house.Pattern(domain: "many.example.org");
        house.Time.Advance(TimeSpan.FromSeconds(1));
        await house.SignAsync(campaign, BookHouse.Person(77) with { Email = "late@many.example.org" });
        Assert.Equal(6, (await house.DoAsync(campaign, 1, BulkAct.Invalidate, pattern)).Batch!.Signatures);
    }

    /// <summary>Two committees, one of them spelt in two ways; three people; six under one name.</summary>
    internal static async Task<Campaign> CrowdAsync(BookHouse house)
    {
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1));
        await house.SignAsync(campaign, BookHouse.Organisation(2));
        await house.SignAsync(campaign, BookHouse.Organisation(3) with { Organisation = "Commit-tee 2!" });
        for (var number = 1; number <= 3; number++) await house.SignAsync(campaign, BookHouse.Person(number));
        for (var number = 1; number <= 6; number++)
            await house.SignAsync(campaign, BookHouse.Person(number) with { Name = number % 2 == 0 ? "Jon Spammer" : "JÓN  SPAMMER", Email = $"spam{number}@many.example.org" });
        return campaign;
    }
}
