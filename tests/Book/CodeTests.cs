using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>The eight characters beside the link.</summary>
public sealed class CodeTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("K7QF2M9X")]
    [InlineData("K7QF-2M9X")]
    [InlineData("k7qf 2m9x")]
    [InlineData(" k7Qf\u20132M9x ")]
    [InlineData("К7QF-2М9Х")] // three letters of a Cyrillic keyboard
    public void A_code_is_read_however_it_is_typed(string typed) => Assert.Equal("K7QF2M9X", SignCodes.Read(typed));

    [Fact]
    public void What_is_taken_for_another_character_is_read_as_it() => Assert.Equal("01101VVA", SignCodes.Read("OilO1uUa"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("K7QF-2M9")]
    [InlineData("K7QF-2M9X1")]
    [InlineData("K7QF_2M9X")]
    [InlineData("K7QF-2M9Ж")]
    public void Anything_else_is_no_code(string? typed) => Assert.Null(SignCodes.Read(typed));

    [Fact]
    public void Every_address_campaign_and_kind_has_a_code_of_its_own()
    {
        var codes = from key in (DataKey[])[DataKey.Random(), DataKey.Random()]
                    from id in (string[])[Base32.Random(26), Base32.Random(26)]
                    from code in (string[])[SignCodes.ForSignature(key, id), SignCodes.ForInvitation(key, id)]
                    select code;

        Assert.Equal(8, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Equal(code, SignCodes.Read(SignCodes.Print(code).ToLowerInvariant())));
    }

    [Fact]
    public async Task Address_and_code_together_lead_to_the_link_and_sign_nothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var (campaign, entry) = await ListedAsync(house);
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        var code = await CodeAsync(house, campaign, "person1@example.org");

        Assert.Equal("/sign/" + token, await entry.FindAsync(" Person1@EXAMPLE.org", code.ToLowerInvariant()));
        Assert.Null(await entry.FindAsync("person2@example.org", code));
        Assert.Null(await entry.FindAsync("person1@example.org", "0000-0000"));
        Assert.Equal(Count.Zero, await house.Book.CountAsync(campaign));
    }

    [Fact]
    public async Task An_invitations_code_leads_to_the_invitation()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var (campaign, entry) = await ListedAsync(house);
        var invitation = new Invitation(7, "Committee 7", "GE", "Nino Sample", "committee7@example.org", "en");
        var token = await house.InviteAsync(campaign, invitation);

        var code = await house.Book.InvitationCodeAsync(campaign, invitation);

        Assert.Equal("campaigns.example.org/code", code.Page);
        Assert.Equal("/sign/" + token, await entry.FindAsync("committee7@example.org", code.Code));
    }

    [Fact]
    public async Task After_ten_tries_with_an_address_every_code_is_wrong_for_an_hour()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var (campaign, entry) = await ListedAsync(house);
        var (one, two) = ($"{Base32.Random(8)}@example.org", $"{Base32.Random(8)}@example.org");
        foreach (var email in (string[])[one, two]) await house.AskAsync(campaign, BookHouse.Person(1) with { Email = email });
        for (var i = 0; i < CodeEntry.TriesOfAnAddress; i++) Assert.Null(await entry.FindAsync(one, "0000-0000"));

        Assert.Null(await entry.FindAsync(one, await CodeAsync(house, campaign, one)));
        Assert.NotNull(await entry.FindAsync(two, await CodeAsync(house, campaign, two)));
        house.Time.Advance(CodeEntry.Span);
        Assert.NotNull(await entry.FindAsync(one, await CodeAsync(house, campaign, one)));
    }

    static async Task<(Campaign, CodeEntry)> ListedAsync(BookHouse house)
    {
        var campaign = await house.OpenAsync();
        await house.Tables.Index.UpsertEntityAsync(new TableEntity("active", campaign.Id) { ["Since"] = house.Time.GetUtcNow() });
        return (campaign, new(house.Tables, house.Keys, house, house.Time));
    }

    static async Task<string> CodeAsync(BookHouse house, Campaign campaign, string email) =>
        ((MessageToSignatory)(await house.MailsToAsync(campaign, email))[^1]).Code!.Code;
}
