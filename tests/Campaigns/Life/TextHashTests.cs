using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

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
    public void OfAddresseesWithMoreIsTheHashOfTheSecondForm()
    {
        const string form = "16:campaigns-text-2\n1:1\n2:en\n4:Text\n1:2\n6:Office\n4:Body\n2:AT\n13:a@example.org\n2:en\n4:Dear\n"
            + "0:\n7:Embassy\n1:2\n13:b@example.org\n13:c@example.org\n1:0\n"
            + "6:Office\n4:Body\n2:AT\n13:a@example.org\n2:en\n4:Dear\n0:\n0:\n1:0\n1:0\n";
        var more = To with { Group = "Embassy", Alternates = ["b@example.org", "c@example.org"] };

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form))), TextHash.Of(Texts.Remove("fr"), [more, To]));
    }

    [Fact]
    public void AddresseesStoredBeforeThereWasMoreStayWhatTheyWere()
    {
        const string stored = """{"Number":1,"Office":"Office","Body":"Body","Country":"AT","Email":"a@example.org","Language":"en","Salutation":"Dear"}""";

        var read = JsonSerializer.Deserialize<Addressee>(stored);

        Assert.Equal(To, read);
        Assert.Equal(stored, JsonSerializer.Serialize(read));
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
            TextHash.Of(Texts, [To with { Closing = "Yours" }]), TextHash.Of(Texts, [To with { Group = "Yours" }]),
            TextHash.Of(Texts, [To with { Alternates = ["b@example.org"] }]), TextHash.Of(Texts, [To with { Copies = ["b@example.org"] }]),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Titles_in_several_languages_are_covered_and_one_alone_changes_nothing()
    {
        var titles = ImmutableSortedDictionary<string, string>.Empty.Add("en", "Title").Add("fr", "Titre");
        string[] rest = ["2", "en", Texts["en"], "fr", Texts["fr"], "1", To.Office, To.Body, To.Country, To.Email, To.Language, To.Salutation, "", "", "0", "0", "2", "en", "Title", "fr", "Titre"];
        var form = string.Concat(rest.Prepend("campaigns-text-3").Select(text => $"{Encoding.UTF8.GetByteCount(text)}:{text}\n"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form))), TextHash.Of(Texts, [To], titles));
        Assert.NotEqual(TextHash.Of(Texts, [To], titles), TextHash.Of(Texts, [To], titles.SetItem("fr", "Autre titre")));
    }
}
