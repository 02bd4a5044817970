using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>One person's way through the book.</summary>
public sealed class SigningTests(AzuriteFixture azurite)
{
    static readonly Invitation Invited = new(7, "Committee 7", "GE", "Nino Sample", "committee7@example.org", "en");

    [Fact]
    public async Task AskingStoresAPendingSignatureThatDoesNotCountAndOneMail()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();

        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));

        Assert.Equal(Count.Zero, await house.Book.CountAsync(campaign));
        Assert.Equal(SignLinkState.Ready, (await house.Book.LookAsync(token)).State);
        var mail = Assert.IsType<ConfirmSignature>(Assert.Single(await house.MailsToAsync(campaign, "committee1@example.org")));
        Assert.Equal($"https://campaigns.example.org/sign/{token}", mail.Link);
        Assert.Equal("Committee 1", mail.Organisation);
    }

    [Fact]
    public async Task ConfirmingCountsAtOnceAndASecondTimeSaysSoAgain()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));
        Assert.Equal(Count.Zero, await house.Book.CountAsync(campaign));

        var first = await house.Book.ConfirmAsync(token, null);
        house.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await house.Book.ConfirmAsync(token, null);

        Assert.Equal(SignLinkState.Signed, first.State);
        Assert.Equal(SignLinkState.Signed, second.State);
        Assert.Equal(campaign.TextHash, second.Signature!.TextHash);
        Assert.Equal(first.Signature!.ConfirmedAt, second.Signature.ConfirmedAt);
        Assert.Equal(new Count(1, 1, 0), await house.Book.CountAsync(campaign));
    }

    [Fact]
    public async Task AfterTheDeadlineOrTheFenceNothingIsConfirmed()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var late = await house.AskAsync(campaign, BookHouse.Person(1));
        var later = await house.AskAsync(campaign, BookHouse.Person(2));

        house.Time.Advance(TimeSpan.FromHours(2));
        var atDeadline = await house.Book.ConfirmAsync(late, null);
        await house.Book.CloseAsync(campaign);
        await house.Book.MoveDeadlineAsync(campaign with { ClosesAt = campaign.ClosesAt!.Value.AddHours(9) });
        var atFence = await house.Book.ConfirmAsync(later, null);

        Assert.Equal(SignLinkState.TooLate, atDeadline.State);
        Assert.Equal(SignLinkState.TooLate, atFence.State);
        Assert.Equal(Count.Zero, (await house.Book.FreezeAsync(campaign)).Count);
    }

    [Fact]
    public async Task AnExtensionByAnotherProcessHoldsForThisOne()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));

        house.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(SignLinkState.TooLate, (await house.Book.LookAsync(token)).State);
        await house.NewBook().MoveDeadlineAsync(house.Now(campaign with { ClosesAt = campaign.ClosesAt!.Value.AddHours(1) }));

        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(token, null)).State);
    }

    [Fact]
    public async Task WithdrawnMaySignAgainThroughTheFormOrTheLink()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Person(1));
        var token = await house.TokenOfAsync(campaign, "person1@example.org");

        Assert.Equal(SignLinkState.Withdrawn, (await house.Book.WithdrawAsync(token)).State);
        Assert.Equal(Count.Zero, await house.Book.CountAsync(campaign));
        house.Time.Advance(TimeSpan.FromMinutes(3));
        await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Name = "Person One" });
        Assert.Equal(SignLinkState.Ready, (await house.Book.LookAsync(token)).State);
        var again = await house.Book.ConfirmAsync(token, null);
        await house.Book.WithdrawAsync(token);
        var third = await house.Book.ConfirmAsync(token, null);

        Assert.Equal(SignLinkState.Signed, again.State);
        Assert.Equal("Person One", again.Signature!.Details.Name);
        Assert.Equal(SignLinkState.Signed, third.State);
        Assert.Equal(new Count(0, 1, 1), await house.Book.CountAsync(campaign));
    }

    [Fact]
    public async Task WithdrawalIsPossibleUntilTheListIsFrozen()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Person(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        var (one, two) = (await house.TokenOfAsync(campaign, "person1@example.org"), await house.TokenOfAsync(campaign, "person2@example.org"));

        await house.Book.CloseAsync(house.Now(campaign with { Phase = Phase.Closed }));
        Assert.True((await house.Book.LookAsync(one)).CanWithdraw);
        Assert.Equal(SignLinkState.Withdrawn, (await house.Book.WithdrawAsync(one)).State);
        Assert.Equal(new Count(0, 1, 1), (await house.Book.FreezeAsync(campaign)).Count);
        var frozen = await house.Book.WithdrawAsync(two);

        Assert.Equal(SignLinkState.Signed, frozen.State);
        Assert.False(frozen.CanWithdraw);
        Assert.Equal(new Count(0, 1, 1), (await house.Book.FreezeAsync(campaign)).Count);
    }

    [Fact]
    public async Task ThisWasNotMeEndsAllMailAndKeepsNoName()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));

        Assert.Equal(SignLinkState.Declined, (await house.Book.DeclineAsync(token)).State);
        house.Time.Advance(TimeSpan.FromMinutes(10));
        await house.Book.RequestAsync(campaign, BookHouse.Person(1));

        Assert.Single(await house.MailsToAsync(campaign, "person1@example.org"));
        Assert.Equal(SignLinkState.Declined, (await house.Book.ConfirmAsync(token, null)).State);
        Assert.Equal(SignatoryDetails.Nobody, Assert.Single(await house.Book.AllAsync(campaign)).Details);
    }

    /// <summary>Asking has no result, and does as much work for every address: exactly one row of its own is written.</summary>
    [Fact]
    public async Task AskingTellsAStrangerNothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 1 });
        await house.AskAsync(campaign, BookHouse.Person(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        await house.SignAsync(campaign, BookHouse.Person(3));
        await house.Book.WithdrawAsync(await house.TokenOfAsync(campaign, "person3@example.org"));
        await house.Book.DeclineAsync(await house.AskAsync(campaign, BookHouse.Person(4)));

        foreach (var pause in (TimeSpan[])[TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3)])
        {
            house.Time.Advance(pause);
            foreach (var number in (int[])[1, 2, 3, 4, 5])
            {
                var before = (await SignaturesAsync()).Select(row => row.ETag).ToHashSet();
                await house.Book.RequestAsync(campaign, BookHouse.Person(number));
                Assert.Single(await SignaturesAsync(), row => !before.Contains(row.ETag));
            }
        }

        async Task<IEnumerable<TableEntity>> SignaturesAsync() =>
            (await house.RowsAsync(campaign)).Where(row => row.RowKey.StartsWith(Rows.Signatures, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NobodyIsBombedWithMail()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var i = 0; i < 5; i++) await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Email = "Person1@example.org" });
        Assert.Single(await house.MailsToAsync(campaign, "Person1@example.org"));

        house.Time.Advance(TimeSpan.FromMinutes(2));
        await house.SignAsync(campaign, BookHouse.Person(1) with { Name = "Changed while pending" });
        house.Time.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 5; i++) await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Name = "Somebody else" });

        Assert.Equal(["ConfirmSignature", "AlreadySigned"],
            (await house.MailsToAsync(campaign, "person1@example.org")).Select(mail => mail.GetType().Name));
        Assert.Equal("Changed while pending", Assert.Single(await house.Book.AllAsync(campaign)).Details.Name);
    }

    [Fact]
    public async Task AnInvitationIsConfirmedInOneActAndWinsOverAPendingSignature()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var invitation = await house.InviteAsync(campaign, Invited);
        var own = await house.AskAsync(campaign, BookHouse.Person(1) with { Email = "COMMITTEE7@example.org", Country = "NO" });
        Assert.Equal(SignLinkState.Ready, (await house.Book.LookAsync(invitation)).State);
        Assert.Empty(await house.Book.AnsweredAsync(campaign, [Invited]));

        var signed = await house.Book.ConfirmAsync(invitation, new("Nino Sample", "director", Publication.Public));

        Assert.Equal(SignLinkState.Signed, signed.State);
        Assert.Equal(SignLinkState.Signed, (await house.Book.LookAsync(own)).State);
        var only = Assert.Single(await house.Book.AllAsync(campaign));
        Assert.Equal(("Committee 7", "GE", 7, SignatoryKind.Organisation), (only.Details.Organisation, only.Country, only.Invitation, only.Kind));
        Assert.Equal([7], await house.Book.AnsweredAsync(campaign, [Invited, Invited with { Number = 8, Email = "other@example.org" }]));
        Assert.Equal(new Count(1, 1, 0), await house.Book.CountAsync(campaign));
    }

    [Fact]
    public async Task AnInvitedPersonMayDeclineAndThinkAgain()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.InviteAsync(campaign, Invited);

        Assert.Equal(SignLinkState.Declined, (await house.Book.DeclineAsync(token)).State);
        Assert.Equal([7], await house.Book.AnsweredAsync(campaign, [Invited]));
        Assert.Equal(Count.Zero, await house.Book.CountAsync(campaign));

        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(token, new("Nino Sample", "", Publication.Public))).State);
    }

    [Fact]
    public async Task BeforeTheOpeningIsTooEarlyAndAfterCancellationIsCancelled()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.ScheduleAsync();
        var token = await house.InviteAsync(campaign, Invited);

        Assert.Equal(SignLinkState.TooEarly, (await house.Book.LookAsync(token)).State);
        Assert.Equal(SignLinkState.TooEarly, (await house.Book.ConfirmAsync(token, new("Nino", "", Publication.Public))).State);
        Assert.Equal(SignLinkState.TooEarly, (await house.Book.DeclineAsync(token)).State);
        house.Now(campaign with { Phase = Phase.Cancelled });
        Assert.Equal(SignLinkState.Cancelled, (await house.Book.LookAsync(token)).State);
        Assert.Empty(await house.RowsAsync(campaign));
    }

    [Fact]
    public async Task VettedSignaturesCountOnceAccepted()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Vetting = VettingRule.Coordinator });
        Assert.Equal(SignLinkState.InVetting, await house.SignAsync(campaign, BookHouse.Organisation(1)));
        Assert.Equal(SignLinkState.InVetting, await house.SignAsync(campaign, BookHouse.Organisation(2)));
        Assert.Equal(SignLinkState.InVetting, await house.SignAsync(campaign, BookHouse.Organisation(3)));
        Assert.Equal(Count.Zero, await house.Book.CountAsync(campaign));
        var ids = (await house.Book.AllAsync(campaign)).ToDictionary(s => s.Details.Organisation, s => s.Id);

        Assert.True(await house.Book.VetAsync(campaign, ids["Committee 1"], accept: true));
        Assert.True(await house.Book.VetAsync(campaign, ids["Committee 2"], accept: false));
        Assert.False(await house.Book.VetAsync(campaign, ids["Committee 2"], accept: true));
        Assert.False(await house.Book.VetAsync(campaign, "nobody", accept: true));
        Assert.Equal(new Count(1, 1, 0), (await house.Book.FreezeAsync(campaign)).Count);
        Assert.False(await house.Book.VetAsync(campaign, ids["Committee 3"], accept: true));
        var refused = await house.TokenOfAsync(campaign, "committee2@example.org");
        Assert.Equal(SignLinkState.Refused, (await house.Book.ConfirmAsync(refused, null)).State);
    }

    [Fact]
    public async Task ThoseWhoSignedHearOfTheCancellationOnce()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var i = 1; i <= 130; i++) await house.SignAsync(campaign, BookHouse.Person(i));
        await house.AskAsync(campaign, BookHouse.Person(131));
        await house.Book.CloseAsync(house.Now(campaign with { Phase = Phase.Cancelled }));

        await house.Book.NotifyCancelledAsync(campaign);
        await house.Book.NotifyCancelledAsync(campaign);

        var notices = (await house.RowsAsync(campaign)).Where(row => row.GetString("Kind") == nameof(CampaignCancelled)).ToList();
        Assert.Equal(130, notices.Count);
        Assert.Equal(["ConfirmSignature", "CampaignCancelled"],
            (await house.MailsToAsync(campaign, "person44@example.org")).Select(mail => mail.GetType().Name).OrderDescending());
        Assert.IsType<ConfirmSignature>(Assert.Single(await house.MailsToAsync(campaign, "person131@example.org")));
    }
}
