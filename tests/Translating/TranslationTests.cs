using Campaigns.Language;

namespace Campaigns.Tests.Translating;

/// <summary>No text is missing in any language, and each can be filled as the English one.</summary>
public sealed class TranslationTests
{
    public static TheoryData<string> Languages() => [.. SpokenLanguage.All.Select(language => language.Tag)];

    public static TheoryData<string> Translations() => [.. SpokenLanguage.All.Skip(1).Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_is_there_with_all_forms_that_the_language_has_and_no_other(string tag)
    {
        var language = SpokenLanguage.Of(tag);
        foreach (var file in TextFile.All)
        {
            var wanted = TextFile.English(file).Keys
                .SelectMany(key => TextFile.IsPlural(key) ? language.Plural.Forms.Select(form => $"{TextFile.Stem(key)}_{form}") : [key]).ToHashSet();
            Assert.Equal(wanted.Order(StringComparer.Ordinal), TextFile.In(language, file).Keys.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_has_the_same_gaps_to_fill(string tag)
    {
        foreach (var file in TextFile.All)
        {
            var english = TextFile.English(file);
            foreach (var (key, text) in TextFile.In(SpokenLanguage.Of(tag), file))
            {
                var gaps = TextFile.Gaps(english.GetValueOrDefault(key) ?? english[$"{TextFile.Stem(key)}_other"]);
                // Some languages say none, one and two without a number.
                var isWord = TextFile.IsPlural(key) && key.Split('_')[^1] is "zero" or "one" or "two";
                Assert.True(TextFile.Gaps(text) == gaps || isWord && TextFile.Gaps(text).Length == 0, $"{key} in {tag}: {text}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void No_sentence_is_left_in_English(string tag)
    {
        foreach (var file in TextFile.All)
        {
            var english = TextFile.English(file);
            Assert.DoesNotContain(TextFile.In(SpokenLanguage.Of(tag), file), text => text.Value.Count(c => c == ' ') > 1 && english.GetValueOrDefault(text.Key) == text.Value);
        }
    }

    [Theory]
    [InlineData("en", "other one other other other other other other other")]
    [InlineData("fr", "one one other other other other other other many")]
    [InlineData("ru", "many one few few many many one one many")]
    [InlineData("uk", "many one few few many many one one many")]
    [InlineData("es", "other one other other other other other other many")]
    [InlineData("ar", "zero one two few few many many other other")]
    public void A_number_takes_the_form_of_the_language_on_pages_and_in_mails(string tag, string forms)
    {
        int[] numbers = [0, 1, 2, 3, 5, 11, 21, 101, 1_000_000];
        Assert.Equal(forms, string.Join(' ', numbers.Select(number => Plural.Form(tag, number))));
        foreach (var number in numbers)
        {
            var counted = Texts.Counted(tag, "Organisations", number);
            Assert.True(counted.Contains($"{number}", StringComparison.Ordinal) || tag == "ar" && number <= 2, counted);
        }
        Assert.Empty(Enumerable.Range(0, 1_000).Select(number => Plural.Form(tag, number)).Except(SpokenLanguage.Of(tag).Plural.Forms));
    }

    [Fact]
    public void Counted_things_read_well()
    {
        Assert.Equal("2 організації", Texts.Counted("uk", "Organisations", 2));
        Assert.Equal("1000000 de organizaciones", Texts.Counted("es", "Organisations", 1_000_000));
        Assert.Equal("منظمتان", Texts.Counted("ar", "Organisations", 2));
        Assert.Equal("11 منظمة", Texts.Counted("ar", "Organisations", 11));
    }
}
