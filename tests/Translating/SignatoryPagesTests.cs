using Campaigns.Language;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Translating;

/// <summary>Every page of a signatory, in every state, in every language: whole, in its language, and nothing else.</summary>
public sealed class SignatoryPagesTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_page_shows_a_name_of_a_text_an_open_gap_or_English_in_another_language(bool open)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var paths = open ? await SignatoryStates.OpenAsync(house) : await SignatoryStates.EndedAsync(house);
        var complaints = new List<string>();
        foreach (var language in SpokenLanguage.All)
        {
            var words = new PageWords(language);
            foreach (var path in paths)
            {
                var page = await house.GetAsync(SignatoryStates.In(language.Tag, path));
                complaints.AddRange(words.Complaints($"{language.Tag} {path}", page));
                if (page.Document.Forms is [{ Method: "post" } form] && form.Action.Contains("/signatures", StringComparison.Ordinal) && language.Tag != "en")
                    complaints.AddRange(words.Complaints($"{language.Tag} {path} refused", await house.SendAsync(page, ("email", "nobody"), ("country", "XX"))));
            }
        }
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }

    [Fact]
    public async Task The_statement_has_its_own_language_and_direction_on_a_page_of_another()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("statement.ar", "ندعو السلطات."), ("title.ar", "دعوها تدخل"));

        var english = await house.GetAsync($"/campaigns/{campaign.Id}?text=en&lang=ar");
        Assert.Equal(("ar", "rtl"), (english.Document.DocumentElement.GetAttribute("lang"), english.Document.DocumentElement.GetAttribute("dir")));
        Assert.Equal(("en", "ltr"), (english.Document.QuerySelector(".statement")!.GetAttribute("lang"), english.Document.QuerySelector(".statement")!.GetAttribute("dir")));
        Assert.Equal("ltr", english.Document.QuerySelector("h1")!.GetAttribute("dir"));

        var arabic = await house.GetAsync($"/campaigns/{campaign.Id}?text=ar&lang=en");
        Assert.Equal("ltr", arabic.Document.DocumentElement.GetAttribute("dir"));
        Assert.Equal(("rtl", "rtl"), (arabic.Document.QuerySelector(".statement")!.GetAttribute("dir"), arabic.Document.QuerySelector("h1")!.GetAttribute("dir")));
    }

    [Fact]
    public async Task The_languages_links_and_forms_keep_the_choice_without_a_cookie()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var page = await house.GetAsync($"/campaigns/{campaign.Id}?lang=uk");
        Assert.Equal(SpokenLanguage.All.Select(language => language.Name), page.Document.QuerySelectorAll(".colophon nav a").Select(link => link.TextContent));
        Assert.Equal("uk", page.Document.QuerySelector("input[name=language]")!.GetAttribute("value"));
        var asked = await house.SendAsync(page, DoorsHouse.Organisation(1));
        Assert.EndsWith("?lang=uk", asked.Location, StringComparison.Ordinal);
        Assert.Null(asked.Header("Set-Cookie"));
    }
}
