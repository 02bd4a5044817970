using Campaigns.Abuse;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Abuse;

/// <summary>What is suspicious is confirmed for its owner, and waits; what is blocked is never written to.</summary>
public sealed class HeldTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(VettingRule.None, SignLinkState.Signed)]
    [InlineData(VettingRule.Uninvited, SignLinkState.InVetting)]
    [InlineData(VettingRule.Coordinator, SignLinkState.InVetting)]
    public async Task ItsOwnerSeesWhatTheOthersSeeAndItCountsWhenItIsAccepted(VettingRule vetting, SignLinkState seen)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Vetting = vetting });
        Assert.Equal(seen, await house.SignAsync(campaign, BookHouse.Organisation(1)));

        var token = await AskAsync(house, campaign, BookHouse.Organisation(2), Doubts.Trap | Doubts.TooFast);
        var link = await house.Book.ConfirmAsync(token, null);

        Assert.Equal((seen, true, true), (link.State, link.CanWithdraw, link.CanChange));
        Assert.Equal(seen, (await house.Book.LookAsync(token)).State);
        Assert.Equal(seen == SignLinkState.Signed, await house.Book.ReceiptAsync(token) is not null);
        Assert.Equal(vetting == VettingRule.None ? 1 : 0, (await house.Book.CountNowAsync(campaign)).Organisations);
        var held = (await house.Book.AllAsync(campaign)).Single(one => one.Details.Organisation == "Committee 2");
        Assert.Equal((SignatureState.InVetting, Doubts.Trap | Doubts.TooFast), (held.State, held.Doubts));

        Assert.True(await house.Book.VetAsync(campaign, held.Id, accept: true));
        Assert.Contains(await house.Book.PublicListAsync(campaign), line => line.Name == "Committee 2");
        // Whoever was accepted stays so, also after changing their mind twice.
        await house.Book.WithdrawAsync(token);
        await house.Book.ConfirmAsync(token, null);
        Assert.Equal(vetting == VettingRule.None ? 2 : 0, (await house.Book.CountNowAsync(campaign)).Organisations);
    }

    [Fact]
    public async Task OnceTheListIsMadeTheLinkOfOneThatWasNeverAcceptedSaysThatItWaits()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await AskAsync(house, campaign, BookHouse.Organisation(2), Doubts.Trap);
        await house.Book.ConfirmAsync(token, null);
        var frozen = await house.Book.FreezeAsync(campaign);
        house.Now(campaign with { Phase = Phase.Dispatching, FinalCount = frozen.Count, List = new(new string('0', 64), 0) });

        Assert.Equal(Count.Zero, frozen.Count);
        Assert.Equal(SignLinkState.InVetting, (await house.Book.LookAsync(token)).State);
        Assert.Null(await house.Book.ReceiptAsync(token));
    }

    [Fact]
    public async Task SomebodyElsesSuspiciousRequestDoesNotHoldAPersonAndAGoodOneFrees()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Name = "Spam" }, Doubts.Trap);
        Assert.Equal("Person 1", (await house.Book.ConfirmAsync(token, null)).Signature!.Details.Name);
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Individuals);

        // The other way round: what a program asked for first, a person asks for properly.
        var other = await AskAsync(house, campaign, BookHouse.Person(2) with { Name = "Spam" }, Doubts.Trap);
        await house.Book.RequestAsync(campaign, BookHouse.Person(2));
        Assert.Equal("Person 2", (await house.Book.ConfirmAsync(other, null)).Signature!.Details.Name);
        Assert.Equal(2, (await house.Book.CountNowAsync(campaign)).Individuals);

        // Who withdrew keeps the way back, whatever a program asks for meanwhile.
        await house.Book.WithdrawAsync(token);
        await house.Book.RequestAsync(campaign, BookHouse.Person(1) with { Name = "Spam" }, Doubts.Trap);
        await house.Book.ConfirmAsync(token, null);
        Assert.Equal(2, (await house.Book.CountNowAsync(campaign)).Individuals);
    }

    [Fact]
    public async Task ABlockedDomainIsNeverWrittenToUntilItIsNotBlockedAnyMore()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await WithRulesAsync(house, await house.OpenAsync(), new([], [], ["blocked.example.org"]));
        var person = BookHouse.Person(1) with { Email = "a@blocked.example.org" };
        await house.Book.RequestAsync(campaign, person);
        house.Time.Advance(TimeSpan.FromMinutes(40));
        await house.Book.RequestAsync(campaign, person);
        await house.Book.ResendAsync(campaign, person.Email);
        Assert.Equal(0, await house.Book.RemindUnconfirmedAsync(campaign));
        Assert.Empty(await house.MailsToAsync(campaign, person.Email));
        var row = Assert.Single(await house.Book.AllAsync(campaign));
        Assert.Equal((SignatureState.Pending, Doubts.Blocked), (row.State, row.Doubts));

        campaign = await WithRulesAsync(house, campaign, MailRules.None);
        await house.Book.RequestAsync(campaign, person);
        Assert.IsType<ConfirmSignature>(Assert.Single(await house.MailsToAsync(campaign, person.Email)));
        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(await house.TokenOfAsync(campaign, person.Email), null)).State);
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Individuals);

        // Blocked again: who has signed counts, but is not written to.
        campaign = await WithRulesAsync(house, campaign, new([], [], ["blocked.example.org"]));
        house.Time.Advance(TimeSpan.FromMinutes(40));
        await house.Book.RequestAsync(campaign, person);
        Assert.Single(await house.MailsToAsync(campaign, person.Email));
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Individuals);
    }

    [Fact]
    public async Task TheListsHoldAtTheMomentOfConfirming()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var (one, two, three) = (BookHouse.Person(1) with { Email = "a@one.example.org" }, BookHouse.Person(2) with { Email = "a@two.example.org" }, BookHouse.Person(3) with { Email = "a@yopmail.com" });
        var tokens = new[] { await house.AskAsync(campaign, one), await house.AskAsync(campaign, two), await house.AskAsync(campaign, three) };
        await WithRulesAsync(house, campaign, new(["yopmail.com"], ["one.example.org"], ["two.example.org"]));
        foreach (var token in tokens) Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(token, null)).State);
        Assert.Equal(
            [Doubts.Domain, Doubts.Blocked, Doubts.None],
            (await house.Book.AllAsync(campaign)).OrderBy(row => row.Details.Name, StringComparer.Ordinal).Select(row => row.Doubts));
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Individuals);
    }

    [Fact]
    public async Task AnInvitationIsAboveSuspicion()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.InviteAsync(campaign, new(1, "Committee 1", "NO", "Kari", "kari@yopmail.com", "en"));
        await AskAsync(house, campaign, BookHouse.Organisation(1) with { Email = "kari@yopmail.com" }, Doubts.Trap);
        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(token, new("Kari", "", Publication.Public))).State);
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Organisations);
    }

    internal static async Task<Campaign> WithRulesAsync(BookHouse house, Campaign campaign, MailRules rules) =>
        house.Now(campaign with { MailRules = rules.Seal(await house.Keys.GetAsync(campaign.Id), campaign.Id) });

    internal static async Task<string> AskAsync(BookHouse house, Campaign campaign, SignatureRequest request, Doubts seen)
    {
        await house.Book.RequestAsync(campaign, request, seen);
        return await house.TokenOfAsync(campaign, request.Email);
    }
}
