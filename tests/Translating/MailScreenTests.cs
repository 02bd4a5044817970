using Campaigns.Alarms;
using Campaigns.Language;
using Campaigns.Mail;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;
using Microsoft.Playwright;

namespace Campaigns.Tests.Translating;

/// <summary>Every mail in every language: nothing in it is English, and on a small screen nothing is cut off.</summary>
public sealed class MailScreenTests(AzuriteFixture azurite, BrowserFixture browser)
{
    [Theory]
    [MemberData(nameof(TranslationTests.Translations), MemberType = typeof(TranslationTests))]
    public async Task No_mail_has_English_in_it_or_is_cut_off(string tag)
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        await using var context = await browser.NewContextAsync(new() { JavaScriptEnabled = true, ViewportSize = new() { Width = 320, Height = 800 } });
        var (page, html, number) = (await context.NewPageAsync(), office.Get<MailHtml>(), 0);
        foreach (var message in MessageWordsTests.Every(tag).Where(message => message is not AlarmRaised))
        {
            var content = MessageWords.Write(message);
            Assert.Equal(tag, content.Language);
            Assert.Empty(PageWords.EnglishIn(content.Subject + "\n" + MailText.Render(content)));

            await page.SetContentAsync(await html.RenderAsync(content));
            Assert.Equal(SpokenLanguage.Of(tag).Direction, await page.EvaluateAsync<string>("document.documentElement.dir"));
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{message.GetType().Name} is too wide");
            await Pictures.TakeAsync(page, $"mail-{tag}-{++number:00}-{message.GetType().Name}");
        }
    }
}
