using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Tests.Life;

public sealed class TextHashTests
{
    static readonly ImmutableSortedDictionary<string, string> Texts =
        ImmutableSortedDictionary<string, string>.Empty.Add("fr", "Texte é").Add("en", "Text");

    static readonly Addressee To = new(1, "Office", "Body", "AT", "a@example.org", "en", "Dear");

    [Fact]
    public void IsTheHashOfTheDocumentedForm()
    {
        const string form = "16:campaigns-text-1\n1:2\n2:en\n4:Text\n2:fr\n8:Texte é\n1:1\n6:Office\n4:Body\n2:AT\n13:a@example.org\n2:en\n4:Dear\n";

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form))), TextHash.Of(Texts, [To]));
    }

    [Fact]
    public void DoesNotDependOnLineEndsAndComposition() =>
        Assert.Equal(TextHash.Of(Texts.SetItem("fr", "a\né"), [To]), TextHash.Of(Texts.SetItem("fr", "a\r\ne\u0301 "), [To]));

    [Fact]
    public void ChangesWithEverythingThatIsSigned()
    {
        string[] hashes =
        [
            TextHash.Of(Texts, [To]), TextHash.Of(Texts, []), TextHash.Of(Texts.Remove("fr"), [To]), TextHash.Of(Texts.SetItem("en", "Text!"), [To]),
            TextHash.Of(Texts, [To with { Salutation = "Hi" }]), TextHash.Of(Texts, [To with { Office = "Offic", Body = "eBody" }]),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }
}
