using static Campaigns.Tests.Life.Launches;

namespace Campaigns.Tests.Life;

public sealed class LaunchJsonTests
{
    const string Good = """
        "title": "Let him enter", "language": "en", "statement": "Text", "window": "PT6H", "coordinator": "coordinator@example.org"
        """;

    [Theory]
    [InlineData("""["Office;Body;AT;a@example.org;en;Dear"]""")]
    [InlineData("""[{"office":"Office","body":"Body","country":"AT","email":"a@example.org","language":"en","salutation":"Dear"}]""")]
    [InlineData("""
        "Office;Body;AT;a@example.org;en;Dear\n"
        """)]
    public void TakesListsInThreeShapes(string addressees) =>
        Assert.Equal(
            new Addressee(1, "Office", "Body", "AT", "a@example.org", "en", "Dear"),
            Assert.Single(ReadJson($$"""{ {{Good}}, "addressees": {{addressees}} }""").Value.Addressees));

    [Fact]
    public void TakesNumbersAsNumbersOrText()
    {
        var draft = ReadJson($$"""{ {{Good}}, "minimumSignatures": 30, "minimumCountries": "5", "embargoUntil": null, "reminders": ["50%"] }""").Value;

        Assert.Equal((30, 5, "50%"), (draft.MinimumSignatures, draft.MinimumCountries, draft.Reminders[0]));
    }

    [Theory]
    [InlineData("\"title\": 7", "title GivenTwice")]
    [InlineData("\"vetting\": true", "vetting WrongType(text)")]
    [InlineData("\"vetting\": \"\\ud800\"", "vetting WrongType(text)")]
    [InlineData("\"minimumSignatures\": [1]", "minimumSignatures WrongType(number)")]
    [InlineData("\"minimumSignatures\": 1.5", "minimumSignatures NotANumber(1|1000000)")]
    [InlineData("\"surprise\": 1", "surprise Unknown")]
    [InlineData("\"statement.fr\": {}", "statement.fr WrongType(text)")]
    [InlineData("\"addressees\": 5", "addressees WrongType(list)")]
    [InlineData("\"addressees\": [5]", "addressees:1 WrongType(object)")]
    [InlineData("\"reminders\": [\"50%\", {}]", "reminders:2 WrongType(text)")]
    [InlineData("\"invitations\": [{\"organisation\": 4, \"country\": \"NO\", \"email\": \"a@example.org\"}]", "invitations:1.organisation WrongType(text)")]
    [InlineData("\"invitations\": [{\"name\": \"X\", \"organisation\": \"X\", \"country\": \"NO\", \"email\": \"a@example.org\"}]", "invitations:1.name Unknown")]
    [InlineData("\"invitations\": [{\"organisation\": \"X\\r\\nY\", \"country\": \"NO\", \"email\": \"a@example.org\"}]", "invitations:1.organisation ControlCharacters")]
    public void NamesWhatHasTheWrongShape(string property, string expected) => Assert.Equal(expected, Said(ReadJson($$"""{ {{Good}}, {{property}} }""")));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void NeedsAnObject(string json) => Assert.Equal(" WrongType(object)", Said(ReadJson(json)));

    [Fact]
    public void DoesNotAlsoMissAFieldOfTheWrongType() => Assert.DoesNotContain("Required", Said(ReadJson($$"""{ {{Good.Replace("\"PT6H\"", "6", StringComparison.Ordinal)}} }""")), StringComparison.Ordinal);
}
