using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Campaigns.Access;
using Campaigns.Functions;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;

namespace Campaigns.Tests.Look;

/// <summary>The pages that nobody wants to meet: each says in the reader's language what happened, what was kept and what to do next, and the way on works.</summary>
[Collection(DeskCollection.Name)]
public sealed class TroubleTests(BrowserFixture browser)
{
    const string Name = "Kari Example";

    [Theory]
    [InlineData("en", "We cannot reach our records just now", "kept on this page", "Very many people", "what you typed is still there", "Please press the button once more", "copy all of it", "nothing was stored")]
    [InlineData("ar", "لا يمكننا", "باقٍ في هذه الصفحة", "الطلبات كثيرة", "وما كتبتموه لا يزال موجودًا", "ضغط الزر مرة أخرى", "انسخوه كاملًا", "لم يُحفظ شيء")]
    public async Task A_signatory_is_told_and_led_on(string language, string away, string kept, string busy, string still, string expired, string copied, string unread)
    {
        var storage = new Away();
        await using var house = await OpenAsync(storage);
        var id = await house.LaunchAsync(("signatories", "individuals"), ("reminders", ""), ("invitations", ""), ("window", "P2D"), ("title.ar", "دعوها تدخل"), ("statement.ar", "ندعو السلطات إلى السماح لها بالدخول."));
        await house.UntilStateAsync(id, "open");
        var form = $"/campaigns/{id}?lang={language}";
        await using var beholder = await Beholder.OpenAsync(browser, house.Address, $"trouble-{language}");

        await FillInAsync(beholder.Page, form, "away@example.org");
        storage.IsNow = true;
        await SendAsync(beholder.Page);
        await SaysAsync(beholder, $"503-form-{language}", away, kept);
        storage.IsNow = false;
        await beholder.Page.Locator("main form button").FollowAsync(); // "try again"
        Assert.EndsWith($"/check-mail?lang={language}", beholder.Page.Url, StringComparison.Ordinal);

        storage.IsNow = true;
        await beholder.Page.GoAsync(form);
        await SaysAsync(beholder, $"503-look-{language}", away);
        storage.IsNow = false;
        await beholder.Page.Locator("main a.onward").FollowAsync();
        Assert.Equal(1, await beholder.Page.Locator("#f-name").CountAsync());

        await FillInAsync(beholder.Page, form, "old@example.org");
        await beholder.Page.EvaluateAsync("document.querySelector('main form input[name=form]').value = 'of last week'");
        await SendAsync(beholder.Page);
        await SaysAsync(beholder, $"expired-{language}", expired, still);
        Assert.Equal((Name, "old@example.org"), (await beholder.Page.InputValueAsync("#f-name"), await beholder.Page.InputValueAsync("#f-email")));

        var gate = house.Get<RateGate>();
        for (var i = 0; i < Rates.SignRequests.Times; i++) gate.Take(Rates.SignRequests, "sign", id);
        await FillInAsync(beholder.Page, form, "busy@example.org");
        await SendAsync(beholder.Page);
        await SaysAsync(beholder, $"429-{language}", busy, still);
        Assert.Equal((Name, "busy@example.org"), (await beholder.Page.InputValueAsync("#f-name"), await beholder.Page.InputValueAsync("#f-email")));

        await FillInAsync(beholder.Page, form, "long@example.org");
        await beholder.Page.EvaluateAsync("document.querySelector('#f-name').removeAttribute('maxlength')");
        await beholder.Page.EvaluateAsync($"document.querySelector('#f-name').value = 'x'.repeat({Limits.FormBytes})");
        await SendAsync(beholder.Page);
        await SaysAsync(beholder, $"413-{language}", unread);

        await beholder.Page.GoAsync($"/campaigns/none?lang={language}");
        await SaysAsync(beholder, $"404-{language}", copied);
        await beholder.Page.GoAsync($"/sign/none?lang={language}");
        await beholder.LookAsync($"404-link-{language}", Screen.Usual);
        await beholder.EndAsync();
    }

    [Theory]
    [InlineData("en", "This room is not yours")]
    [InlineData("fr", "Cette partie")]
    public async Task Somebody_in_the_wrong_room_is_told_whom_to_ask(string language, string says)
    {
        await using var house = await DeskHouse.OpenAsync();
        await using var beholder = await Beholder.OpenAsync(browser, house.Address, $"wrong-room-{language}");
        await beholder.BecomeAsync(await house.SignInAsync(DeskHouse.Operator), house);
        await beholder.Page.GoAsync($"/desk?lang={language}");
        await SaysAsync(beholder, $"403-{language}", says);
        await beholder.EndAsync();
    }

    static Task<DeskHouse> OpenAsync(Away storage) => DeskHouse.OpenAsync(app => app.Services.Replace(ServiceDescriptor.Singleton(provider =>
    {
        var options = CampaignsApp.StorageOptions(provider);
        options.AddPolicy(storage, HttpPipelinePosition.PerCall);
        return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!, options);
    })));

    static async Task FillInAsync(IPage page, string form, string email)
    {
        await page.GoAsync(form);
        await page.FillAsync("#f-name", Name);
        await page.SelectOptionAsync("#f-country", "NO");
        await page.FillAsync("#f-email", email);
    }

    static Task SendAsync(IPage page) => page.Locator("main form[action*='/signatures'] button").FollowAsync();

    static async Task SaysAsync(Beholder beholder, string name, params string[] words)
    {
        var said = await beholder.Page.InnerTextAsync("main");
        foreach (var some in words) Assert.Contains(some, said, StringComparison.Ordinal);
        await beholder.LookAsync(name, Screen.Usual);
    }

    /// <summary>Storage that does not answer.</summary>
    sealed class Away : HttpPipelinePolicy
    {
        volatile bool isNow;

        public bool IsNow { set => isNow = value; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (isNow) throw new HttpRequestException("nobody there");
            ProcessNext(message, pipeline);
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            isNow ? throw new HttpRequestException("nobody there") : ProcessNextAsync(message, pipeline);
    }
}
