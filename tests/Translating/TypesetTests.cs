using Campaigns.Language;
using Campaigns.Mail;
using Campaigns.Signatures;

namespace Campaigns.Tests.Translating;

/// <summary>What a language's typography asks for beyond the words.</summary>
public sealed class TypesetTests
{
    [Fact]
    public void French_signs_hang_on_to_their_words()
    {
        var french = SpokenLanguage.Of("fr");
        foreach (var text in TextFile.All.SelectMany(file => TextFile.In(french, file).Values).Select(text => Typeset.Text(french, text)))
            Assert.DoesNotMatch(@" [:;!?»]|« ", text);
        Assert.Equal("Déjà signé\u00a0: «\u00a0Titre\u00a0»\u202f!", Typeset.Fill(french, "Déjà signé : « {0} » !", ["Titre"]));
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("uk")]
    public void A_dash_is_long_and_begins_no_line(string tag)
    {
        var texts = TextFile.All.SelectMany(file => TextFile.In(SpokenLanguage.Of(tag), file).Values).Select(text => Typeset.Text(SpokenLanguage.Of(tag), text));
        Assert.DoesNotContain(texts, text => text.Contains(" –", StringComparison.Ordinal) || text.Contains(" —", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("\u00a0— ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_fills_a_gap_is_not_typeset()
    {
        Assert.Contains("«\u00a0A : B ?\u00a0»", Typeset.Fill(SpokenLanguage.Of("fr"), "« {0} »", ["A : B ?"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Read:")]
    [InlineData("fr", "Read\u00a0:")]
    [InlineData("ar", "Read:")]
    public void A_label_ends_as_the_language_ends_it(string language, string label) => Assert.Equal(label, Typeset.Label(language, "Read"));

    [Theory]
    [InlineData("en", "Ana, Norway; Georgia")]
    [InlineData("ar", "Ana، Norway؛ Georgia")]
    public void Things_stand_apart_by_the_marks_of_the_language(string tag, string said) =>
        Assert.Equal(said, $"Ana{Typeset.Comma(SpokenLanguage.Of(tag))}Norway{Typeset.Semicolon(SpokenLanguage.Of(tag))}Georgia");

    [Fact]
    public void In_a_mail_from_right_to_left_names_and_codes_stand_by_themselves_and_addresses_stay_whole()
    {
        var mail = MessageWords.Write(new ConfirmSignature("ar", "Free Mira!", "Ana", "House (NGO)", "https://campaigns.example.org/sign/abc", new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero), "Europe/Oslo")
        {
            Code = new("https://campaigns.example.org/code", "K7QF-2M9X"),
        });
        var text = MailText.Render(mail);
        foreach (var words in (string[])["Free Mira!", "Ana", "House (NGO)", "K7QF-2M9X", "Oslo, UTC+01:00"]) Assert.Contains($"\u2068{words}\u2069", text, StringComparison.Ordinal);
        Assert.Contains(" https://campaigns.example.org/code ", text, StringComparison.Ordinal);
        Assert.Contains("\nhttps://campaigns.example.org/sign/abc\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_was_copied_with_its_invisible_marks_is_read() =>
        Assert.Equal(SignCodes.Read("K7QF-2M9X"), SignCodes.Read("\u2068K7QF-2M9X\u2069"));

    [Theory]
    [InlineData("ru", "13 марта 2027 г. (суббота), 01:30", "13 марта 2027 г.")]
    [InlineData("uk", "13 березня 2027 р. (субота), 01:30", "13 березня 2027 р.")]
    [InlineData("es", "sábado, 13 de marzo de 2027, 01:30", "13 de marzo de 2027")]
    [InlineData("ar", "السبت، 13 مارس 2027، 01:30", "13 مارس 2027")]
    [InlineData("de", "Saturday 13 March 2027, 01:30", "13 March 2027")] // the words around it are English
    public void A_moment_is_said_as_the_language_says_it(string language, string moment, string day)
    {
        var instant = new DateTimeOffset(2027, 3, 12, 22, 30, 0, TimeSpan.Zero);
        Assert.Equal(moment, Moment.In("Europe/Moscow", instant, language));
        Assert.Equal(day, Moment.Day("Europe/Moscow", instant, language));
    }

    [Fact]
    public void All_languages_count_by_one_calendar_and_one_set_of_digits()
    {
        foreach (var language in SpokenLanguage.All)
        {
            Assert.IsType<System.Globalization.GregorianCalendar>(language.Culture.Calendar);
            Assert.Matches("2[^0-9]+2027[^0-9]+03:04", Moment.In("UTC", new(2027, 1, 2, 3, 4, 0, TimeSpan.Zero), language.Tag));
            Assert.Equal(language.Tag, language.Culture.TwoLetterISOLanguageName);
        }
        Assert.Equal(["ar"], SpokenLanguage.All.Where(language => language.IsRightToLeft).Select(language => language.Tag));
    }
}
