using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>Somebody who reads Arabic, and whose browser says so: from the list of statements to the receipt and back through the mail, all from the right.</summary>
[Collection(DeskCollection.Name)]
public sealed class ArabicWayTests(BrowserFixture browser)
{
    const string Email = "salma.way@example.org";

    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task A_signature_from_the_list_to_the_receipt(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("signatories", "both"), ("reminders", ""), ("invitations", ""), ("window", "P2D"), ("title.ar", "دعوها تدخل"), ("statement.ar", "ندعو السلطات إلى السماح لها بالدخول."));
        await house.UntilStateAsync(id, "open");
        await using var walk = await Walk.BeginAsync(browser, house, $"arabic-{scripts}", scripts, width, language: "ar");

        await walk.GoAsync("/");
        await FromTheRightAsync(walk);
        await walk.ClickAsync("دعوها تدخل");
        await FromTheRightAsync(walk);
        Assert.Contains("ندعو السلطات", await walk.Page.InnerTextAsync(".statement"), StringComparison.Ordinal);
        await walk.ChooseAsync("بصفة شخصية");
        await walk.Page.GetByLabel("البلد").SelectOptionAsync("NO");
        await walk.TypeAsync("اسمكم", "سلمى");
        await walk.TypeAsync("عنوان البريد الإلكتروني", Email);
        await walk.PressAsync("أرسلوا إليّ رابط التأكيد");
        await FromTheRightAsync(walk);

        await walk.FollowAsync(Email, "/sign/");
        Assert.Contains("دعوها تدخل", Assert.Single(house.Mail.All, mail => mail.To == Email).Text, StringComparison.Ordinal);
        await FromTheRightAsync(walk);
        await walk.PressAsync("توقيع البيان");
        await FromTheRightAsync(walk);
        Assert.Equal("شكرًا لكم، لقد وقّعتم", await walk.Page.InnerTextAsync("h1"));
        await walk.GoAsync($"/campaigns/{id}");
        Assert.Equal("rtl", await walk.Page.Locator("#signatories").EvaluateAsync<string>("list => getComputedStyle(list).direction"));
        Assert.Contains("سلمى", await walk.Page.InnerTextAsync("#signatories"), StringComparison.Ordinal);
    }

    /// <summary>The page says so, and its heading stands at the right edge of its column.</summary>
    static async Task FromTheRightAsync(Walk walk)
    {
        var html = walk.Page.Locator("html");
        Assert.Equal(("ar", "rtl"), (await html.GetAttributeAsync("lang"), await html.GetAttributeAsync("dir")));
        var edges = await walk.Page.Locator("h1").EvaluateAsync<double[]>("""
            heading => {
              const words = document.createRange();
              words.selectNodeContents(heading);
              const of = words.getBoundingClientRect(), column = heading.getBoundingClientRect();
              return [column.right - of.right, of.left - column.left];
            }
            """);
        Assert.True(edges[0] <= edges[1] + 1, $"{walk.Page.Url}: {edges[0]} pixels are free at the right of the heading, {edges[1]} at the left");
    }
}
