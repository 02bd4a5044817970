using Campaigns.Mail;
using Campaigns.Tests.Deliveries;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Translating;

namespace Campaigns.Tests.Letters;

/// <summary>Why a letter did not leave, as it is written down, and as it is read.</summary>
public sealed class MailReasonTests
{
    [Fact]
    public void What_is_written_down_is_found_again_with_its_values_and_says_what_the_English_text_says()
    {
        var english = TextFile.English("functions/Pages/Texts/Desk");
        foreach (var why in MailReason.All)
        {
            string[] values = [.. new[] { "502", "personalizations.0.to: 1" }.Where((_, n) => why.Words.Contains($"{{{n}}}", StringComparison.Ordinal))];
            var (found, said) = MailReason.Find(why.Say(values))!.Value;
            Assert.Equal((why, string.Join('|', values)), (found, string.Join('|', said)));
            Assert.Equal(why.Words, english["MailReason_" + why.Key]);
        }
        foreach (var other in new[] { "", "550 5.1.1 mailbox unavailable", "the mail service answered", "I rang: the mail service answered 502" }) Assert.Null(MailReason.Find(other));
    }

    [Theory]
    [InlineData("en", "the mail service answered 400")]
    [InlineData("fr", "le service de courrier a répondu 400")]
    [InlineData("ru", "почтовая служба ответила 400")]
    public async Task The_desk_says_it_in_the_readers_language(string language, string words)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.RefuseLettersAsync(1);
        var desk = await DeskHouse.GetAsync(await house.SignInAsync(DeskHouse.Coordinator), $"/desk/{id}?lang={language}");
        Assert.Contains(desk.Document.QuerySelectorAll("main .soft"), one => one.TextContent.Trim() == words);
    }
}
