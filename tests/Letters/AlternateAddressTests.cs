using Campaigns.Letters.Alternates;

namespace Campaigns.Tests.Letters;

/// <summary>Which address comes next, over everything that may have happened before.</summary>
public sealed class AlternateAddressTests
{
    static readonly Addressee Office = new(1, "The Speaker", "Parliament", "GE", "a@example.org", "en", "Dear Speaker,")
    {
        Alternates = ["b@example.org", "c@example.org"],
        Copies = ["copy@example.org"],
    };

    [Fact]
    public void One_after_the_other_and_then_none()
    {
        var tried = new List<string> { Office.Email };
        while (AlternateAddresses.Next(Office, tried) is { } next) tried.Add(next);
        Assert.Equal(["a@example.org", "b@example.org", "c@example.org"], tried);
    }

    [Fact]
    public void No_address_twice_whatever_was_tried()
    {
        string[] all = ["a@example.org", "b@example.org", "c@example.org", "copy@example.org", "by.hand@example.org"];
        foreach (var tried in Enumerable.Range(0, 1 << all.Length).Select(chosen => all.Where((_, n) => (chosen >> n & 1) == 1).ToList()))
            Assert.DoesNotContain(AlternateAddresses.Next(Office, tried), tried.Append(Office.Email).Append("copy@example.org"));
    }

    [Fact]
    public void Another_spelling_is_no_other_address() =>
        Assert.Null(AlternateAddresses.Next(Office with { Alternates = ["A@EXAMPLE.org", "Copy@example.org"] }, []));

    [Fact]
    public void Without_alternates_there_is_none() => Assert.Null(AlternateAddresses.Next(Office with { Alternates = null }, [Office.Email]));
}
