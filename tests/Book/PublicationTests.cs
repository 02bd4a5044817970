using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>Who may see a name, and choosing it anew.</summary>
public sealed class PublicationTests(AzuriteFixture azurite)
{
    static readonly SignatureRequest Hidden = BookHouse.Organisation(1) with { Publication = Publication.Pseudonym, Pseudonym = "The Wind" };

    [Fact]
    public async Task A_pseudonym_is_shown_to_everyone_as_one_and_no_other_name()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, Hidden);

        foreach (var list in (IReadOnlyList<ListedSignatory>[])[await house.Book.PublicListAsync(campaign), await house.Book.LetterListAsync(campaign)])
        {
            var line = Assert.Single(list);
            Assert.Equal(("The Wind", true, null, "NO"), (line.Name, line.IsPseudonym, line.Representative, line.Country));
        }
        Assert.Equal(new Count(1, 1, 0), await house.Book.CountAsync(campaign));
    }

    [Fact]
    public async Task The_choice_can_be_changed_until_the_list_is_frozen_and_shows_at_once()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1));
        var token = await house.TokenOfAsync(campaign, "committee1@example.org");
        Assert.Equal("Committee 1", Assert.Single(await house.Book.PublicListAsync(campaign)).Name);

        var changed = await house.Book.PublishAsync(token, new(Publication.Pseudonym, "The Wind"));
        Assert.True(changed.CanChange);
        Assert.Equal("The Wind", Assert.Single(await house.Book.PublicListAsync(campaign)).Name);
        await house.Book.PublishAsync(token, new(Publication.NameWithheld, ""));
        Assert.Null(Assert.Single(await house.Book.PublicListAsync(campaign)).Name);
        Assert.Equal("", Assert.Single(await house.Book.AllAsync(campaign)).Details.Pseudonym);
        Assert.Equal("Speaker 1", Assert.Single(await house.Book.AllAsync(campaign)).Details.Name);

        await house.Book.FreezeAsync(house.Now(campaign with { Phase = Phase.Closed }));
        Assert.False((await house.Book.PublishAsync(token, new(Publication.Public, ""))).CanChange);
        Assert.Null(Assert.Single(await house.Book.LetterListAsync(campaign)).Name);
    }

    [Fact]
    public async Task Who_has_not_signed_has_nothing_to_change()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Organisation(1));

        var after = await house.Book.PublishAsync(token, new(Publication.NameWithheld, ""));

        Assert.Equal((SignLinkState.Ready, Publication.Public), (after.State, after.Signature!.Publication));
    }

    [Fact]
    public void The_campaign_says_what_may_be_chosen()
    {
        var campaign = Life.Stories.Campaign() with { Publications = [Publication.AddresseeOnly, Publication.NameWithheld] };

        Assert.Equal("publication NotOneOf(name-withheld, addressee-only)", Said(SignatureForm.ReadPublication(campaign, Fields("public", ""))));
        Assert.True(SignatureForm.ReadPublication(campaign, Fields("name-withheld", "")).IsValid);
    }

    [Fact]
    public void A_pseudonym_is_required_where_it_is_chosen_and_dropped_where_it_is_not()
    {
        var campaign = Life.Stories.Campaign();

        Assert.Equal("pseudonym Required()", Said(SignatureForm.ReadPublication(campaign, Fields("pseudonym", " - "))));
        Assert.Equal("pseudonym Markup()", Said(SignatureForm.ReadPublication(campaign, Fields("pseudonym", "<b>"))));
        Assert.Equal(new PublicationWish(Publication.Pseudonym, "The Wind"), SignatureForm.ReadPublication(campaign, Fields("pseudonym", " The Wind ")).Value);
        Assert.Equal(new PublicationWish(Publication.Public, ""), SignatureForm.ReadPublication(campaign, Fields("public", "The Wind")).Value);
    }

    static Dictionary<string, string> Fields(string publication, string pseudonym) => new() { ["publication"] = publication, ["pseudonym"] = pseudonym };

    static string Said<T>(Checked<T> read) where T : class =>
        string.Join("; ", read.Errors.Select(error => $"{error.Field} {error.Reason}({string.Join("|", error.Arguments)})"));
}
