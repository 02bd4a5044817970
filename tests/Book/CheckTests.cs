using Campaigns.Checks;
using Campaigns.Signatures;

namespace Campaigns.Tests.Book;

public sealed class CheckTests
{
    [Theory]
    [InlineData("Ana.Sample@Example.ORG", "Ana.Sample@example.org", "ana.sample@example.org")]
    [InlineData("  a+tag@example.org ", "a+tag@example.org", "a+tag@example.org")]
    [InlineData("A.n.a+news@GoogleMail.com", "A.n.a+news@googlemail.com", "ana@gmail.com")]
    [InlineData("a@bücher.example.org", "a@xn--bcher-kva.example.org", "a@xn--bcher-kva.example.org")]
    [InlineData("a@bu\u0308cher.example.org", "a@xn--bcher-kva.example.org", "a@xn--bcher-kva.example.org")]
    [InlineData("o'neil_x!#$%&*/=?^`{|}~-@a-b.example.org", "o'neil_x!#$%&*/=?^`{|}~-@a-b.example.org", "o'neil_x!#$%&*/=?^`{|}~-@a-b.example.org")]
    public void AddressesAreKeptAsTypedAndComparedByKey(string typed, string address, string key)
    {
        Assert.True(EmailAddress.TryParse(typed, out var read));
        Assert.Equal((address, key), (read.Address, read.Key));
        Assert.True(EmailAddress.TryParse(read.Key, out var again));
        Assert.Equal(read.Key, again.Key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("@example.org")]
    [InlineData("a@")]
    [InlineData("a@localhost")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@example..org")]
    [InlineData("a@.example.org")]
    [InlineData("a@example.org.")]
    [InlineData("a@-example.org")]
    [InlineData("a@exa_mple.org")]
    [InlineData("a@exam ple.org")]
    [InlineData(".a@example.org")]
    [InlineData("a.@example.org")]
    [InlineData("a..b@example.org")]
    [InlineData("a b@example.org")]
    [InlineData("\"a\"@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("Ana <a@example.org>")]
    [InlineData("a@example.org,b@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("ä@example.org")]
    [InlineData("a@example.o")]
    public void WhatIsNoAddressIsRefused(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Fact]
    public void AddressesHaveLimits()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@example.org", out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.org", out _));
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 47), 5));
        Assert.False(EmailAddress.TryParse($"{new string('a', 15)}@{domain}.org", out _));
    }

    [Theory]
    [InlineData("NO", "NO")]
    [InlineData(" ge ", "GE")]
    [InlineData("xk", "XK")]
    [InlineData("XX", null)]
    [InlineData("UK", null)]
    [InlineData("NOR", null)]
    [InlineData("", null)]
    public void CountriesAreThoseOfTheStandard(string typed, string? code) => Assert.Equal(code, Country.TryParse(typed, out var read) ? read : null);

    [Fact]
    public void ThereAre249CountriesAndKosovo() => Assert.Equal(250, Country.All.Distinct().Count());

    [Theory]
    [InlineData("en", "en")]
    [InlineData("FR", "fr")]
    [InlineData("sr-latn-me", "sr-Latn-ME")]
    [InlineData("pt-br", "pt-BR")]
    [InlineData("es-419", "es-419")]
    [InlineData("crh", "crh")]
    [InlineData("xx", null)]
    [InlineData("klingon", null)]
    [InlineData("en_GB", null)]
    [InlineData("en-", null)]
    [InlineData("en-GB-oed", null)]
    [InlineData("../en", null)]
    public void LanguagesAreReadAndSpeltInOneWay(string typed, string? tag) => Assert.Equal(tag, LanguageTag.TryParse(typed, out var read) ? read : null);

    [Theory]
    [InlineData(" Norsk Komité ", 20, null)]
    [InlineData("Ё́ комитет", 20, null)]
    [InlineData("", 20, "Required")]
    [InlineData(" \u200b ", 20, "Required")]
    [InlineData("--", 20, "Required")]
    [InlineData("123456", 5, "TooLong")]
    [InlineData("a\r\nBcc: b", 20, "ControlCharacters")]
    [InlineData("a\0b", 20, "ControlCharacters")]
    [InlineData("abc\u202Edef", 20, "ControlCharacters")]
    [InlineData("<script>alert(1)</script>", 99, "Markup")]
    public void LinesAreCheckedForWhatHurts(string typed, int limit, string? reason)
    {
        SingleLine.Read(typed, limit, required: true, out var error);
        Assert.Equal(reason, error);
    }

    /// <summary>Not as inline data: attributes hold UTF-8, which has no lone surrogates.</summary>
    [Fact]
    public void HalfACharacterIsRefusedEverywhere()
    {
        SingleLine.Read("abc\ud800", 20, required: true, out var error);
        Assert.Equal("ControlCharacters", error);
        Assert.False(EmailAddress.TryParse("a@\ud800b.example.org", out _));
        Assert.False(EmailAddress.TryParse("\udc00@example.org", out _));
    }

    [Theory]
    [InlineData("Committee for Human Rights", "committee  for “human rights”!", true)]
    [InlineData("Комитет", "КОМИТЕТ", true)]
    [InlineData("ＡＢＣ", "abc", true)]
    [InlineData("Committee A", "Committee B", false)]
    public void SpellingsOfOneOrganisationHaveOneKey(string one, string other, bool same) =>
        Assert.Equal(same, OrganisationName.Key(one, "NO") == OrganisationName.Key(other, "NO"));
}
