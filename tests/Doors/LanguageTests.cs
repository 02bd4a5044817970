using Campaigns.Checks;
using Campaigns.Language;

namespace Campaigns.Tests.Doors;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("fr", 1_000_000, "many")]
    [InlineData("ru", 1, "one")]
    [InlineData("ru", 21, "one")]
    [InlineData("ru", 11, "many")]
    [InlineData("ru", 3, "few")]
    [InlineData("ru", 13, "many")]
    [InlineData("ru", 24, "few")]
    [InlineData("ru", 37, "many")]
    [InlineData("uk-UA", 102, "few")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 103, "few")]
    [InlineData("ar", 11, "many")]
    [InlineData("ar", 100, "other")]
    public void Numbers_take_the_form_of_their_language(string language, int number, string form) =>
        Assert.Equal(form, Plural.Form(language, number));

    [Fact]
    public void Every_country_that_may_be_entered_has_a_name_in_every_language()
    {
        foreach (var language in SpokenLanguage.All.Select(one => one.Tag))
        {
            var named = Countries.All(language);
            Assert.Equal(Country.All, named.Select(country => country.Code).Order(StringComparer.Ordinal));
            Assert.DoesNotContain(named, country => country.Name.Length <= 2 || country.Name == country.Code || country.Name.Contains('&'));
        }
        Assert.Equal("Pologne", Countries.Name("PL", "fr-CH"));
        Assert.Equal("Польша", Countries.Name("PL", "ru"));
        Assert.Equal("Україна", Countries.Name("UA", "uk"));
        Assert.Equal("بولندا", Countries.Name("PL", "ar"));
        Assert.Equal("Poland", Countries.Name("PL", "de"));
    }

    [Theory]
    [InlineData("en", "Europe/Warsaw", "2027-03-12T17:00:00Z", "Friday 12 March 2027, 18:00", "Warsaw, UTC+01:00", "17:00 UTC")]
    [InlineData("fr", "Europe/Paris", "2027-07-14T16:30:00Z", "mercredi 14 juillet 2027 à 18:30", "Paris, UTC+02:00", "16:30 UTC")]
    [InlineData("ru", "Europe/Moscow", "2027-03-12T22:30:00Z", "13 марта 2027 г. (суббота), 01:30", "Moscow, UTC+03:00", "12 марта, 22:30 UTC")]
    [InlineData("en", "America/New_York", "2027-03-12T17:00:00Z", "Friday 12 March 2027, 12:00", "New York, UTC−05:00", "17:00 UTC")]
    [InlineData("en", "Etc/UTC", "2027-03-12T17:00:00Z", "Friday 12 March 2027, 17:00", "UTC", "")]
    // The hour that happens twice in Warsaw: the offset tells which.
    [InlineData("en", "Europe/Warsaw", "2026-10-25T00:30:00Z", "Sunday 25 October 2026, 02:30", "Warsaw, UTC+02:00", "00:30 UTC")]
    [InlineData("en", "Europe/Warsaw", "2026-10-25T01:30:00Z", "Sunday 25 October 2026, 02:30", "Warsaw, UTC+01:00", "01:30 UTC")]
    public void A_moment_is_said_in_its_zone_and_in_UTC(string language, string zone, string instant, string local, string named, string utc)
    {
        var moment = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(local, Moment.In(zone, moment, language));
        Assert.Equal(named, Moment.Zone(zone, moment));
        Assert.Equal(utc, Moment.InUtc(zone, moment, language));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[press](javascript:alert(1))")]
    [InlineData("[press](JaVaScRiPt&#58;alert(1))")]
    [InlineData("[press](data:text/html;base64,AAAA)")]
    [InlineData("![picture](https://example.org/spy.png)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[press][1]\n\n[1]: vbscript:alert(1)")]
    [InlineData("[relative](/sign/abc)")]
    [InlineData("[protocol](//example.org)")]
    public void A_statement_cannot_bring_in_anything_active(string markdown)
    {
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(StatementHtml.Render(markdown));
        Assert.Empty(document.QuerySelectorAll("script, img, iframe, style, a, object, form"));
        Assert.DoesNotContain(document.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("# A\n### B\n# C", "H2 H3 H2")]
    [InlineData("## A\n#### B\n###### C\n## D", "H2 H3 H4 H2")]
    [InlineData("###### A", "H2")]
    public void Headings_of_a_statement_stand_below_the_pages_title(string markdown, string levels)
    {
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(StatementHtml.Render(markdown));
        Assert.Equal(levels, string.Join(' ', document.Body!.Children.Select(heading => heading.TagName)));
    }

    [Fact]
    public void A_statement_keeps_its_form_and_its_honest_links()
    {
        var html = StatementHtml.Render("# Title\n\nRead [this](https://example.org/a) or <mailto:a@example.org>.\n\n- one\n- two");
        Assert.Contains("<h2>Title</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/a\" rel=\"noreferrer nofollow\">this</a>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:a@example.org\"", html, StringComparison.Ordinal);
        Assert.Contains("<li>two</li>", html, StringComparison.Ordinal);
    }
}
