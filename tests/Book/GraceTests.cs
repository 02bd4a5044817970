using Campaigns.Language;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>Mail that was on its way at the deadline: whoever had asked before it may confirm in the grace, and nobody else.</summary>
public sealed class GraceTests(AzuriteFixture azurite)
{
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Who_had_asked_may_confirm_until_the_grace_is_over()
    {
        var (house, campaign) = await OpenAsync();
        var (early, late) = (await house.AskAsync(campaign, BookHouse.Person(1)), await house.AskAsync(campaign, BookHouse.Person(2)));
        house.Time.SetUtcNow(campaign.GraceUntil!.Value.AddTicks(-1));
        Assert.Equal(SignLinkState.Ready, (await house.Book.LookAsync(early)).State);
        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(early, null)).State);

        house.Time.SetUtcNow(campaign.GraceUntil.Value);
        Assert.Equal(SignLinkState.TooLate, (await house.Book.ConfirmAsync(late, null)).State);
        Assert.Equal(1, (await house.Book.CountNowAsync(campaign)).Individuals);
    }

    [Fact]
    public async Task Nobody_else_can_do_anything_in_it()
    {
        var (house, campaign) = await OpenAsync();
        var invited = await house.InviteAsync(campaign, new(1, "Committee", "NO", "Contact", "contact@example.org", "en"));
        var gone = await house.AskAsync(campaign, BookHouse.Person(1));
        await house.Book.ConfirmAsync(gone, null);
        await house.Book.WithdrawAsync(gone);
        house.Time.SetUtcNow(campaign.ClosesAt!.Value);

        await house.Book.RequestAsync(campaign, BookHouse.Person(2));
        Assert.Empty(await house.MailsToAsync(campaign, "person2@example.org"));
        foreach (var token in new[] { invited, gone }) await house.Book.ConfirmAsync(token, new("Contact", "", Publication.Public));
        Assert.Equal(SignLinkState.TooLate, (await house.Book.LookAsync(invited)).State);
        Assert.Equal(Count.Zero, await house.Book.CountNowAsync(campaign));
    }

    [Theory]
    [InlineData(false)] // the fence
    [InlineData(true)] // the campaign's row, when somebody closed it in the grace
    public async Task A_close_ends_it(bool byRow)
    {
        var (house, campaign) = await OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        house.Time.SetUtcNow(campaign.ClosesAt!.Value.AddMinutes(1));
        if (byRow) house.Now(campaign with { CloseRequestedAt = house.Time.GetUtcNow() });
        else await house.Book.CloseAsync(campaign);
        Assert.Equal(SignLinkState.TooLate, (await house.Book.ConfirmAsync(token, null)).State);
    }

    [Fact]
    public async Task A_book_that_was_not_told_of_an_earlier_deadline_lets_nobody_in_who_asked_after_it()
    {
        var (house, campaign) = await OpenAsync();
        var early = await house.AskAsync(campaign, BookHouse.Person(1));
        house.Time.Advance(TimeSpan.FromMinutes(5));
        var moved = house.Now(campaign with { ClosesAt = house.Time.GetUtcNow().AddMinutes(-1) });
        await house.Book.RequestAsync(moved, BookHouse.Person(2));
        Assert.Empty(await house.MailsToAsync(campaign, "person2@example.org"));
        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(early, null)).State);
    }

    [Fact]
    public async Task A_moved_deadline_moves_it()
    {
        var (house, campaign) = await OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        var moved = house.Now(campaign with { ClosesAt = campaign.ClosesAt!.Value.AddHours(1) });
        await house.Book.MoveDeadlineAsync(moved);
        house.Time.SetUtcNow(moved.GraceUntil!.Value.AddSeconds(-1));
        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(token, null)).State);
    }

    [Fact]
    public async Task The_mail_says_so()
    {
        var (house, campaign) = await OpenAsync();
        await house.AskAsync(campaign, BookHouse.Person(1));
        var mail = Assert.IsType<ConfirmSignature>(Assert.Single(await house.MailsToAsync(campaign, "person1@example.org")));
        Assert.Equal(campaign.GraceUntil, mail.GraceUntil);
        foreach (var message in new[] { mail, mail with { Neutral = true } })
            Assert.Contains($"you can still confirm until {Moment.In(campaign.TimeZone, campaign.GraceUntil!.Value, "en")}", MailText.Render(MessageWords.Write(message)), StringComparison.Ordinal);
    }

    async Task<(BookHouse House, Campaign Campaign)> OpenAsync()
    {
        var house = await BookHouse.BuildAsync(azurite);
        return (house, await house.OpenAsync(campaign => campaign with { Grace = Grace }));
    }
}
