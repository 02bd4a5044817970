using Campaigns.Checks;
using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>What an address says about whom somebody signs for.</summary>
public sealed class StandingTests(AzuriteFixture azurite)
{
    static readonly Invitation[] Invited =
    [
        new(1, "Committee for Free Travel", "NO", "Kari Example", "kari@travel.example.org", "en"),
        new(2, "Small House", "GE", "Nino Sample", "small.house@gmail.com", "en"),
    ];

    [Theory]
    [InlineData("Kari@Travel.example.org", "", Standing.Invited)]
    [InlineData("smallhouse+x@googlemail.com", "", Standing.Invited)]
    [InlineData("ola@travel.example.org", "", Standing.AtInvitedDomain)]
    [InlineData("ola@mail.travel.example.org", "", Standing.AtInvitedDomain)]
    [InlineData("ola@example.org", "", Standing.Unknown)]
    [InlineData("ola@nottravel.example.org", "", Standing.Unknown)]
    [InlineData("other@gmail.com", "www.gmail.com", Standing.FreeMail)] // an invited contact at a free provider makes nobody a colleague
    [InlineData("other@yandex.com.tr", "", Standing.FreeMail)]
    [InlineData("ana@house.example.net", "https://www.house.example.net/about?x=1", Standing.AtWebsite)]
    [InlineData("ana@example.net", "en.example.net", Standing.AtWebsite)]
    [InlineData("ana@example.net", "example.com", Standing.Unknown)]
    public void An_address_stands_to_the_organisation_as_its_domain_does(string email, string website, Standing expected)
    {
        Assert.True(website.Length == 0 || MailDomain.TryOfWebsite(website, out website!));

        Assert.Equal(expected, new Invitees(Invited).StandingOf(new("Committee", "Ana", "", email) { Website = website }));
    }

    [Theory]
    [InlineData("www.Example.org", "example.org")]
    [InlineData("http://example.org:8080/a/b#c", "example.org")]
    [InlineData("комитет.example", "xn--e1affij0ab.example")]
    [InlineData("www.org", "www.org")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user@example.org", null)]
    [InlineData("ftp://example.org", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("localhost", null)]
    [InlineData("not a site", null)]
    public void A_website_is_known_by_its_domain(string text, string? expected) =>
        Assert.Equal(expected, MailDomain.TryOfWebsite(text, out var domain) ? domain : null);

    [Fact]
    public async Task Only_those_whom_nobody_invited_wait_for_vetting()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Vetting = VettingRule.Uninvited });
        var tokens = new List<string>();
        foreach (var invitation in Invited) tokens.Add(await house.InviteAsync(campaign, invitation));

        Assert.Equal(SignLinkState.Signed, (await house.Book.ConfirmAsync(tokens[1], new("Nino Sample", "", Publication.Public))).State);
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, BookHouse.Organisation(1) with { Email = "kari@travel.example.org" }));
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, BookHouse.Organisation(2) with { Email = "ola@travel.example.org" }));
        Assert.Equal(SignLinkState.InVetting, await house.SignAsync(campaign, BookHouse.Organisation(3)));
        // One's own word for one's own website opens nothing.
        Assert.Equal(SignLinkState.InVetting, await house.SignAsync(campaign, BookHouse.Organisation(4) with { Website = "example.org" }));
        Assert.Equal(3, (await house.Book.CountAsync(campaign)).Organisations);
    }

    [Fact]
    public async Task A_second_representative_hears_of_the_first_only_if_entitled()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var ours = BookHouse.Organisation(1) with { Organisation = "Committee for Free Travel", Email = "kari@travel.example.org" };
        await house.SignAsync(campaign, ours);
        house.Time.Advance(TimeSpan.FromMinutes(1));
        await house.SignAsync(campaign, ours with { Email = "shy@travel.example.org", Publication = Publication.NameWithheld });

        Assert.Equal(["Speaker 1, chair", null], await NamesAsync(await house.AskAsync(campaign, ours with { Email = "ola@travel.example.org" })));
        Assert.Empty(await NamesAsync(await house.AskAsync(campaign, ours with { Email = "stranger@example.net" })));
        Assert.Empty(await NamesAsync(await house.AskAsync(campaign, ours with { Email = "stranger@gmail.com" })));
        Assert.Empty(await NamesAsync(await house.AskAsync(campaign, ours with { Email = "pia@travel.example.org", Organisation = "Another" })));
        var invited = await house.InviteAsync(campaign, Invited[0] with { Number = 7, Email = "committee@example.com" });
        Assert.Equal(["Speaker 1, chair", null], await NamesAsync(invited));

        async Task<IEnumerable<string?>> NamesAsync(string token) =>
            (await house.Book.ColleaguesAsync(await house.Book.LookAsync(token))).Select(colleague => colleague.Name);
    }
}
