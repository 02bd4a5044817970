using Campaigns.Letters;

namespace Campaigns.Tests.Letters;

public sealed class LetterKeyTests
{
    [Fact]
    public void A_key_comes_back_as_it_went()
    {
        var key = new LetterKey("abcdefgh23456723", 1, 57, 2);
        Assert.Equal("abcdefgh23456723.1.57.2", key.ToString());
        Assert.Equal(key, LetterKey.Parse(key.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("abc.1.2")]
    [InlineData("abc.1.2.3.4")]
    [InlineData("a'bc.1.2.3")]
    [InlineData("abc.-1.2.3")]
    [InlineData("abc.1.x.3")]
    [InlineData(".1.2.3")]
    [InlineData("abc.1.2.99999999999")]
    public void Anything_else_is_no_key(string? text) => Assert.Null(LetterKey.Parse(text));
}
