using static Campaigns.Tests.Life.Launches;

namespace Campaigns.Tests.Life;

public sealed class LaunchListsTests
{
    [Fact]
    public void ReadsQuotedCellsAndSkipsBlankLines()
    {
        var draft = Read(("addressees", "\r\n\"Office; of \"\"all\"\"\" ; Body; at; a@example.org;; Dear all\r\n\r\n")).Value;

        Assert.Equal(new Addressee(1, "Office; of \"all\"", "Body", "AT", "a@example.org", "en", "Dear all"), Assert.Single(draft.Addressees));
    }

    [Theory]
    [InlineData("\nOffice; Body; AT; a@example.org; en", "addressees:2 Columns(6|5)")]
    [InlineData("a;b;c;d;e;f;g;h;i;j;k", "addressees:1 Columns(10|11)")]
    [InlineData("\"Office; Body; AT; a@example.org; en; Dear", "addressees:1 BrokenQuotes")]
    [InlineData("\"Office\" x; Body; AT; a@example.org; en; Dear", "addressees:1 BrokenQuotes")]
    [InlineData("; Body; AT; a@example.org; en; Dear", "addressees:1.office Required")]
    [InlineData("Office; Body; AT; a@example.org; en; ", "addressees:1.salutation Required")]
    [InlineData("Office; Body; XX; a@example.org; en; Dear", "addressees:1.country NotACountry")]
    [InlineData("Office; Body; ; a@example.org; en; Dear", "addressees:1.country Required")]
    [InlineData("Office; Body; AT; a@; en; Dear", "addressees:1.email NotAnAddress")]
    [InlineData("Office; Body; AT; a@example.org; klingon; Dear", "addressees:1.language NotALanguage")]
    [InlineData("Office\a; Body; AT; a@example.org; en; Dear", "addressees:1.office ControlCharacters")]
    [InlineData("O;B;AT;a@example.org;en;D\n\nO;B;AT;A@Example.org;en;D", "addressees:3.email Duplicate(1)")]
    public void NamesTheLineAndTheColumn(string addressees, string expected) => Assert.Equal(expected, Said(Read(("addressees", addressees))));

    [Fact]
    public void RefusesEndlessLists()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 1001).Select(n => $"Sample; NO; ; p{n}@example.org; en"));

        Assert.Equal("invitations TooMany(1000)", Said(Read(("invitations", lines))));
        Assert.Equal(1000, Read(("invitations", lines[..lines.LastIndexOf('\n')])).Value.Invitations.Length);
    }

    [Fact]
    public void RefusesAnEntryThatIsTooLong() =>
        Assert.Equal("invitations:1.organisation TooLong(200)", Said(Read(("invitations", new string('x', 201) + ";NO;;a@example.org;en"))));
}
