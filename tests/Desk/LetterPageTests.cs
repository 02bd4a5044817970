using UglyToad.PdfPig;

namespace Campaigns.Tests.Desk;

[Collection(DeskCollection.Name)]
public sealed class LetterPageTests(DeskFixture fixture)
{
    const string Offices = "The Minister; Ministry of Justice; FR; minister.letters@example.org; fr; Monsieur le Ministre,\nThe Speaker; Parliament; GE; speaker.letters@example.org; en; Dear Speaker,";

    [Fact]
    public async Task A_letter_can_be_read_and_tried_out_before_it_leaves_and_is_the_very_letter_afterwards()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "Free the observer"), ("addressees", Offices), ("statement.fr", "Nous demandons sa libération."), ("reminders", ""), ("invitations", ""));
        await UntilAsync("open");

        var page = await DeskHouse.GetAsync(browser, $"/desk/{id}/letters/1");
        Assert.Equal(200, page.Status);
        Assert.Contains("Monsieur le Ministre,", page.Text, StringComparison.Ordinal);
        Assert.Contains("This is how it would leave now", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, page, $"/desk/{id}/letters/1")).Status);
        Assert.Equal(0, house.Mail.CountTo("minister.letters@example.org"));
        var test = house.Mail.Files.Single(file => file.To == DeskHouse.Coordinator && file.Name.EndsWith("-free-the-observer-0001.pdf", StringComparison.Ordinal));
        Assert.Contains("libération", Text(test.Bytes), StringComparison.Ordinal);
        Assert.Single(house.Mail.With(DeskHouse.Coordinator, "Ceci est un essai"));

        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/close")).Status);
        await UntilAsync("dispatched");
        var sent = house.Mail.Files.Single(file => file.To == "speaker.letters@example.org");
        Assert.Contains("Dear Speaker,", Text(sent.Bytes), StringComparison.Ordinal);
        Assert.Equal(sent.Bytes, await browser.GetByteArrayAsync($"/desk/{id}/letters/2/letter.pdf"));
        Assert.Contains("byte for byte", (await DeskHouse.GetAsync(browser, $"/desk/{id}/letters/2")).Text, StringComparison.Ordinal);

        Task UntilAsync(string state) => house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_that_cannot_be_set_is_refused_on_paper_and_the_page_says_so()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("language", "ar"), ("statement", "نطالب بالإفراج عنه."), ("addressees", "الوزير; الوزارة; JO; wazir@example.org; ar; سيدي"), ("reminders", ""), ("invitations", ""));

        Assert.Contains("goes without a PDF", (await DeskHouse.GetAsync(browser, $"/desk/{id}/letters/1")).Text, StringComparison.Ordinal);
        Assert.Equal(409, (int)(await browser.GetAsync($"/desk/{id}/letters/1/letter.pdf")).StatusCode);
    }

    [Theory, InlineData("0"), InlineData("99"), InlineData("x")]
    public async Task There_is_no_letter_without_an_addressee(string number)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("title", "One letter"), ("addressees", Offices), ("reminders", ""), ("invitations", ""));

        Assert.Equal(404, (int)(await house.LookAsync($"/desk/{id}/letters/{number}")).StatusCode);
    }

    static string Text(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }
}
