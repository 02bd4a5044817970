using Campaigns.Language;
using Campaigns.Tests.Doors;

namespace Campaigns.Tests.Translating;

/// <summary>Where a page that explains quotes what another page says, it says the same in every language: who is afraid looks for exactly these words.</summary>
public sealed class QuotedWordsTests
{
    public static TheoryData<string> Languages() => [.. SpokenLanguage.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Is_this_safe_names_the_choices_of_the_form_as_the_form_does(string language)
    {
        var texts = TextTests.Read($"Pages{Ending(language)}.resx");
        foreach (var (point, label) in new[] { ("Safe_withheld_1", "Publication_name-withheld"), ("Safe_withheld_3", "Publication_addressee-only"), ("Safe_less_3", "Publication_name-withheld") })
            Assert.Contains(Plain(texts[label]), Quoted(texts[point]), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ru")]
    public void The_guide_names_rooms_and_buttons_as_they_name_themselves(string language)
    {
        var (texts, pages) = (TextTests.Read($"Desk{Ending(language)}.resx"), TextTests.Read($"Pages{Ending(language)}.resx"));
        foreach (var (point, label) in new[] { ("Guide_launch_1", texts["Rooms_Drafts"]), ("Guide_launch_3", texts["Rehearse_Button"]), ("Guide_danger_2", texts["Launch_publication_name-withheld"]), ("Guide_danger_3", pages["Safe_Title"]) })
            Assert.Contains(Plain(label), Quoted(texts[point]), StringComparer.OrdinalIgnoreCase);
    }

    static string Ending(string language) => language == "en" ? "" : "." + language;

    static IEnumerable<string> Quoted(string text) =>
        text.Split('“', '”', '«', '»').Where((_, place) => place % 2 == 1).Select(Plain);

    /// <summary>With spaces as a translator types them: French ones do not break.</summary>
    static string Plain(string text) => text.Replace('\u202f', ' ').Replace('\u00a0', ' ').Trim();
}
