using System.Text;
using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>What the public and the addressees may see, and what storage may show.</summary>
public sealed class ListTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task EveryoneIsCountedAndNamedAsTheyChose()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1, "NO"));
        await house.SignAsync(campaign, BookHouse.Organisation(2, "BY", Publication.NameWithheld));
        await house.SignAsync(campaign, BookHouse.Organisation(3, "AM", Publication.AddresseeOnly));
        await house.SignAsync(campaign, BookHouse.Person(4));

        Assert.Equal(new Count(3, 3, 1), await house.Book.CountAsync(campaign));
        Assert.Equal([(null, "AM", null), (null, "BY", null), ("Committee 1", "NO", null), ("Person 4", "NO", null)],
            (await house.Book.PublicListAsync(campaign)).Select(line => (line.Name, line.Country, line.Representative)));
        Assert.Equal(
            [("Committee 3", "AM", "Speaker 3, chair"), (null, "BY", null), ("Committee 1", "NO", "Speaker 1, chair"), ("Person 4", "NO", null)],
            (await house.Book.LetterListAsync(campaign)).Select(line => (line.Name, line.Country, line.Representative)));
    }

    [Fact]
    public async Task AnOrganisationSignedForTwiceIsOneLineAndOneInTheCount()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1) with { Organisation = "Committee for  Free Travel", Publication = Publication.NameWithheld });
        await house.SignAsync(campaign, BookHouse.Organisation(2) with { Organisation = "COMMITTEE “for free travel”." });
        await house.SignAsync(campaign, BookHouse.Organisation(3) with { Organisation = "Committee for Free Travel", Country = "SE" });

        Assert.Equal(new Count(2, 2, 0), await house.Book.CountAsync(campaign));
        Assert.Equal(["COMMITTEE “for free travel”.", "Committee for Free Travel"], (await house.Book.PublicListAsync(campaign)).Select(line => line.Name));
    }

    [Fact]
    public void ALetterNamesOrganisationsAlwaysAndIndividualsAllOrNone()
    {
        var (few, many) = (new LetterRows(3), new LetterRows(2));
        foreach (var kind in new[] { SignatoryKind.Individual, SignatoryKind.Individual, SignatoryKind.Organisation, SignatoryKind.Individual, SignatoryKind.Organisation })
        {
            few.Add(new BookRow("campaign-000", "a") { Kind = kind });
            many.Add(new BookRow("campaign-000", "a") { Kind = kind });
        }
        Assert.Equal(5, few.Named.Count);
        Assert.Equal([SignatoryKind.Organisation, SignatoryKind.Organisation], many.Named.Select(row => row.Kind));
    }

    [Fact]
    public async Task NoNameOrAddressIsStoredInClear()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        string[] secrets = ["Ünïque Committee", "Zofia Testova", "zofia.testova", "secretary-of-all"];
        var request = new SignatureRequest(SignatoryKind.Organisation, secrets[0], "PL", secrets[1], secrets[3],
            "zofia.testova@example.org", Publication.AddresseeOnly, "en");
        await house.SignAsync(campaign, request);
        await house.AskAsync(campaign, request with { Email = "zofia.testova@second.example.org" });
        var invited = await house.InviteAsync(campaign, new(1, secrets[0], "PL", secrets[1], "zofia.testova@third.example.org", "en"));
        await house.Book.ConfirmAsync(invited, new(secrets[1], secrets[3], Publication.NameWithheld));

        var dump = new MemoryStream();
        foreach (var value in (await house.RowsAsync(campaign)).SelectMany(row => row).Select(property => property.Value))
            dump.Write(value as byte[] ?? Encoding.UTF8.GetBytes($"{value}\n"));
        var text = Encoding.Latin1.GetString(dump.ToArray());

        Assert.Contains("AddresseeOnly", text, StringComparison.Ordinal); // the dump is not empty
        foreach (var spelling in secrets.SelectMany(Spellings)) Assert.DoesNotContain(spelling, text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>UTF-8, UTF-16 and the base64 of UTF-8 at each of its three offsets (without the characters that depend on what is around).</summary>
    static IEnumerable<string> Spellings(string secret)
    {
        yield return Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret));
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(secret));
        for (var offset = 0; offset < 3; offset++)
            yield return Convert.ToBase64String([.. new byte[offset], .. Encoding.UTF8.GetBytes(secret)])[4..^4];
    }
}
