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
        await using var gallery = await Gallery.OpenAsync(browser, house);

        await FillInAsync(gallery.Page, form, "away@example.org");
        storage.IsNow = true;
        await SendAsync(gallery.Page);
        await SaysAsync(gallery, $"503-form-{language}", away, kept);
        storage.IsNow = false;
        await gallery.Page.Locator("main form button").ClickAsync(); // "try again"
        Assert.EndsWith($"/check-mail?lang={language}", gallery.Page.Url, StringComparison.Ordinal);

        storage.IsNow = true;
        await gallery.Page.GotoAsync(form);
        await SaysAsync(gallery, $"503-look-{language}", away);
        storage.IsNow = false;
        await gallery.Page.Locator("main a.onward").ClickAsync();
        Assert.Equal(1, await gallery.Page.Locator("#f-name").CountAsync());

        await FillInAsync(gallery.Page, form, "old@example.org");
        await gallery.Page.EvaluateAsync("document.querySelector('main form input[name=form]').value = 'of last week'");
        await SendAsync(gallery.Page);
        await SaysAsync(gallery, $"expired-{language}", expired, still);
        Assert.Equal((Name, "old@example.org"), (await gallery.Page.InputValueAsync("#f-name"), await gallery.Page.InputValueAsync("#f-email")));

        var gate = house.Get<RateGate>();
        for (var i = 0; i < Rates.SignRequests.Times; i++) gate.Take(Rates.SignRequests, "sign", id);
        await FillInAsync(gallery.Page, form, "busy@example.org");
        await SendAsync(gallery.Page);
        await SaysAsync(gallery, $"429-{language}", busy, still);
        Assert.Equal((Name, "busy@example.org"), (await gallery.Page.InputValueAsync("#f-name"), await gallery.Page.InputValueAsync("#f-email")));

        await FillInAsync(gallery.Page, form, "long@example.org");
        await gallery.Page.EvaluateAsync("document.querySelector('#f-name').removeAttribute('maxlength')");
        await gallery.Page.EvaluateAsync($"document.querySelector('#f-name').value = 'x'.repeat({Limits.FormBytes})");
        await SendAsync(gallery.Page);
        await SaysAsync(gallery, $"413-{language}", unread);

        await gallery.Page.GotoAsync($"/campaigns/none?lang={language}");
        await SaysAsync(gallery, $"404-{language}", copied);
        await gallery.Page.GotoAsync($"/sign/none?lang={language}");
        await gallery.LookAsync($"404-link-{language}");
        Assert.Empty(gallery.Complaints);
    }

    [Theory]
    [InlineData("en", "This room is not yours")]
    [InlineData("fr", "Cette partie")]
    public async Task Somebody_in_the_wrong_room_is_told_whom_to_ask(string language, string says)
    {
        await using var house = await DeskHouse.OpenAsync();
        await using var gallery = await Gallery.OpenAsync(browser, house, await house.SignInAsync(DeskHouse.Operator));
        await gallery.Page.GotoAsync($"/desk?lang={language}");
        await SaysAsync(gallery, $"403-{language}", says);
        Assert.Empty(gallery.Complaints);
    }

    static Task<DeskHouse> OpenAsync(Away storage) => DeskHouse.OpenAsync(app => app.Services.Replace(ServiceDescriptor.Singleton(provider =>
    {
        var options = CampaignsApp.StorageOptions(provider);
        options.AddPolicy(storage, HttpPipelinePosition.PerCall);
        return new TableServiceClient(provider.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"]!, options);
    })));

    static async Task FillInAsync(IPage page, string form, string email)
    {
        await page.GotoAsync(form);
        await page.FillAsync("#f-name", Name);
        await page.SelectOptionAsync("#f-country", "NO");
        await page.FillAsync("#f-email", email);
    }

    static async Task SendAsync(IPage page)
    {
        var before = page.Url;
        await page.Locator("main form[action*='/signatures'] button").ClickAsync();
        if (before == page.Url) await page.WaitForURLAsync(url => url != before);
    }

    static async Task SaysAsync(Gallery gallery, string name, params string[] words)
    {
        var said = await gallery.Page.InnerTextAsync("main");
        foreach (var some in words) Assert.Contains(some, said, StringComparison.Ordinal);
        await gallery.LookAsync(name);
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
