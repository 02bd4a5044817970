using Campaigns.Local.Launcher.Demo;

namespace Campaigns.Tests.Demo;

/// <summary>The demo's word "right" is worth something only if it can say "wrong".</summary>
public sealed class FindingsTests
{
    readonly List<string> said = [];
    readonly Findings findings;

    public FindingsTests() => findings = new Findings(said.Add);

    [Fact]
    public void ADifferenceIsWrong()
    {
        findings.Expect("letters", 6, 5);

        Assert.Equal(["    WRONG: letters: expected 6, found 5"], said);
        Assert.Single(findings.Wrong);
    }

    [Fact]
    public void SomethingMissingSomethingExtraAndSomethingTwiceAreWrong()
    {
        findings.ExpectAll("names", ["a", "b"], ["a"]);
        findings.ExpectAll("names", ["a"], ["a", "c"]);
        findings.ExpectAll("names", ["a"], ["a", "a"]);

        Assert.Equal(3, findings.Wrong.Count);
        Assert.Contains("missing: b", said[0], StringComparison.Ordinal);
        Assert.Contains("too much: c", said[1], StringComparison.Ordinal);
        Assert.Contains("1 expected, 2 found", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameInAnotherOrderIsRight()
    {
        findings.ExpectAll("names", ["a", "b", "b"], ["b", "a", "b"]);

        Assert.Equal((1, 0), (findings.Right, findings.Wrong.Count));
    }

    [Theory]
    [InlineData("a,b\r\n", "a|b")]
    [InlineData("\"a,b\",c\r\n", "a,b|c")]
    [InlineData("\"a \"\"b\"\"\",c", "a \"b\"|c")]
    [InlineData("\"a\nb\",\r\n", "a\nb|")]
    public void CsvIsReadAsSpreadsheetsReadIt(string text, string cells) => Assert.Equal(cells, string.Join('|', Assert.Single(Csv.Rows(text))));

    [Fact]
    public void TheCastHas37OrganisationsOf18CountriesAndNoAddressTwice()
    {
        Assert.Equal((37, 18), (Cast.Signers.Count, Walk.Countries(Cast.Signers)));

        var addresses = Cast.Signers.Concat(Cast.Silent).Append(Cast.TooLate).Append(Cast.ChangesItsMind).Select(one => one.Email)
            .Concat(Cast.Offices.Select(office => office.Email)).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        Assert.All(addresses, address => Assert.EndsWith(".example.org", address, StringComparison.Ordinal));
    }

    [Fact]
    public void AMailHasOneLinkToADoor()
    {
        var mail = new ReceivedMail("1", "a@example.org", "Sign", "Here:\nhttp://127.0.0.1:7071/sign/abc-d\n<http://127.0.0.1:7071/sign/abc-d>", default);

        Assert.Equal("/sign/abc-d", mail.Link("sign"));
        Assert.Throws<InvalidOperationException>(() => mail.Link("desk"));
        Assert.Throws<InvalidOperationException>(() => (mail with { Text = mail.Text + " http://127.0.0.1:7071/sign/other" }).Link("sign"));
    }
}
