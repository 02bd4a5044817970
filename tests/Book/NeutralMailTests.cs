using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>For people whose mail is read by others.</summary>
public sealed class NeutralMailTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task The_campaign_or_the_person_chooses_neutral_mail(bool campaigns, bool own, bool expected)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { NeutralMail = campaigns });
        await house.SignAsync(campaign, BookHouse.Person(1) with { Neutral = own });
        house.Time.Advance(TimeSpan.FromMinutes(3));
        await house.Book.RequestAsync(campaign, BookHouse.Person(1)); // somebody else, who does not ask for it
        house.Now(campaign with { Phase = Phase.Cancelled });
        await house.Book.NotifyCancelledAsync(campaign);

        var mails = await house.MailsToAsync(campaign, "person1@example.org");
        Assert.Equal(["AlreadySigned", "CampaignCancelled", "ConfirmSignature"], mails.Select(mail => mail.GetType().Name).Order());
        Assert.All(mails, mail => Assert.Equal(expected, ((MessageToSignatory)mail).Neutral));
    }
}
