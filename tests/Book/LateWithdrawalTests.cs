using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>Withdrawing when the letters have left.</summary>
public sealed class LateWithdrawalTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_name_leaves_every_list_and_the_count_of_the_letters_stays()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        var token = await house.TokenOfAsync(campaign, "committee1@example.org");
        var final = await house.Book.FreezeAsync(house.Now(campaign with { Phase = Phase.Dispatching }));
        Assert.Equal(SignLinkState.Signed, (await house.Book.WithdrawAsync(token)).State); // the letters are on their way

        campaign = house.Now(campaign with { Phase = Phase.Dispatched, FinalCount = final.Count, List = final.List });
        Assert.True((await house.Book.LookAsync(token)).CanWithdraw);
        var after = await house.Book.WithdrawAsync(token);
        var again = await house.Book.WithdrawAsync(token);

        Assert.Equal((SignLinkState.WithdrawnLate, false), (after.State, after.CanWithdraw));
        Assert.Equal((SignLinkState.WithdrawnLate, after.Signature!.LeftAt), (again.State, again.Signature!.LeftAt));
        Assert.Equal([("Person 2", false), (null, true)], (await house.Book.PublicListAsync(campaign)).Select(line => (line.Name, line.HasLeft)));
        Assert.Equal(["Person 2", null], (await house.Book.LetterListAsync(campaign)).Select(line => line.Name));
        Assert.Equal(1, await house.Book.LeftAsync(campaign));
        Assert.Equal(new Count(1, 1, 1), await house.Book.CountAsync(campaign));
        Assert.Equal(SignLinkState.WithdrawnLate, (await house.Book.ConfirmAsync(token, null)).State);
    }

    [Fact]
    public async Task An_organisation_stays_on_the_list_while_somebody_else_signed_for_it()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.SignAsync(campaign, BookHouse.Organisation(1));
        await house.SignAsync(campaign, BookHouse.Organisation(2) with { Organisation = "Committee 1", Publication = Publication.AddresseeOnly });
        await house.Book.FreezeAsync(campaign);
        campaign = house.Now(campaign with { Phase = Phase.Dispatched });

        await house.Book.WithdrawAsync(await house.TokenOfAsync(campaign, "committee1@example.org"));

        Assert.Equal(0, await house.Book.LeftAsync(campaign));
        Assert.Equal("Committee 1", Assert.Single(await house.Book.LetterListAsync(campaign)).Name);
        Assert.Null(Assert.Single(await house.Book.PublicListAsync(campaign)).Name); // the other one chose so
    }

    [Fact]
    public async Task The_addressees_are_owed_a_word_until_somebody_says_that_they_have_it()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        for (var person = 1; person <= 3; person++) await house.SignAsync(campaign, BookHouse.Person(person));
        await house.Book.FreezeAsync(campaign);
        house.Now(campaign with { Phase = Phase.Dispatched });
        Assert.Empty(await OwedAsync());

        foreach (var person in (int[])[2, 3])
        {
            house.Time.Advance(TimeSpan.FromHours(1));
            await house.Book.WithdrawAsync(await house.TokenOfAsync(campaign, $"person{person}@example.org"));
        }

        Assert.Equal(["Person 2", "Person 3"], await OwedAsync());
        var seen = (await house.Book.AllAsync(campaign)).Min(signature => signature.LeftAt)!.Value;
        Assert.Equal(["Person 3"], await OwedAsync(JournalEntry.Of(house.Time.GetUtcNow(), "coordinator", Addendum.Told, seen)));

        async Task<IEnumerable<string>> OwedAsync(params JournalEntry[] journal) =>
            Addendum.Owed(await house.Book.AllAsync(campaign), journal).Select(signature => signature.Details.Name);
    }
}
