using Campaigns.Mail;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Letters;

public sealed class NeutralSenderTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Neutral_mail_comes_under_the_neutral_name()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var message = new AlreadySigned("en", "Free Mira", "https://campaigns.example.org/sign/abc");

        Assert.Equal("Campaigns", await SenderAsync(message));
        Assert.Equal("Office", await SenderAsync(message with { Neutral = true }));

        async Task<string?> SenderAsync(Message mail) =>
            (await office.Get<Mailer>().PrepareAsync("ana@example.org", MessageWords.Write(mail))).From?.Name;
    }
}
