using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Campaigns.Access;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

public sealed class AccessTests(AzuriteFixture azurite)
{
    static SignIn DoorOf(BookHouse house) => new(house.Tables, house.Keys, house.Outbox, house.Options, new Functions.Accounts.Passkeys.PasskeyCeremony(house.Options), house.Time);

    [Fact]
    public async Task ALinkOpensOneSessionAndLookingAtItUsesNothingUp()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await door.RequestAsync("Coordinator@Example.org", "fr");
        var token = Assert.Single(await LinksAsync(house));

        for (var i = 0; i < 3; i++) Assert.True(await door.IsUsableAsync(token));
        var opened = await door.RedeemAsync(token);

        Assert.NotNull(opened);
        Assert.Equal((Roles.Coordinator, "fr"), (opened.Value.Session!.Roles, opened.Value.Session!.Language));
        Assert.Equal(opened.Value.Session, await door.Sessions.FindAsync(opened.Value.Secret));
        Assert.False(await door.IsUsableAsync(token));
        Assert.Null(await door.RedeemAsync(token));
        await door.Sessions.SignOutAsync(opened.Value.Secret);
        Assert.Null(await door.Sessions.FindAsync(opened.Value.Secret));
    }

    [Fact]
    public async Task OfManyClicksAtOnceOneOpensASession()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await door.RequestAsync("operator@example.org", "en");
        var token = Assert.Single(await LinksAsync(house));

        var sessions = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => door.RedeemAsync(token)));

        Assert.Single(sessions, session => session is not null);
    }

    [Fact]
    public async Task LinksServeTenMinutesAndSessionsTwelveHours()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await door.RequestAsync("coordinator@example.org", "en");
        await door.RequestAsync("coordinator@example.org", "en");
        var links = await LinksAsync(house);
        house.Time.Advance(TimeSpan.FromMinutes(9.9));
        var (secret, _) = (await door.RedeemAsync(links[0]))!.Value;
        house.Time.Advance(TimeSpan.FromMinutes(0.1));

        Assert.Null(await door.RedeemAsync(links[1]));
        house.Time.Advance(TimeSpan.FromHours(11.8));
        Assert.NotNull(await door.Sessions.FindAsync(secret));
        house.Time.Advance(TimeSpan.FromHours(0.2));
        Assert.Null(await door.Sessions.FindAsync(secret));
    }

    [Fact]
    public async Task AStrangerCausesTheSameRowsButNoMailAndNoSession()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await door.RequestAsync("stranger@example.org", "en");

        var (row, envelope) = Assert.Single(await EnvelopesAsync(house));
        Assert.True(envelope.Discard);
        Assert.Equal("SignInLink", row.GetString("Kind"));
        var token = TokenOf(envelope);
        Assert.False(await door.IsUsableAsync(token));
        Assert.Null(await door.RedeemAsync(token));
        foreach (var wrong in (string[])["", "x", new string('A', 43), new string('/', 43), new string('A', 500)])
        {
            Assert.False(await door.IsUsableAsync(wrong));
            Assert.Null(await door.RedeemAsync(wrong));
            Assert.Null(await door.Sessions.FindAsync(wrong));
            await door.Sessions.SignOutAsync(wrong);
        }
    }

    [Fact]
    public async Task RolesFollowTheListsAtEveryRequest()
    {
        var house = await BookHouse.BuildAsync(azurite);
        await DoorOf(house).RequestAsync("second@example.org", "en");
        var (secret, session) = (await DoorOf(house).RedeemAsync(Assert.Single(await LinksAsync(house))))!.Value;
        Assert.Equal(Roles.Coordinator | Roles.Operator, session!.Roles);

        house.Options.Operators = "";
        Assert.Equal(Roles.Coordinator, (await DoorOf(house).Sessions.FindAsync(secret))!.Roles);
        house.Options.Coordinators = "";
        Assert.Null(await DoorOf(house).Sessions.FindAsync(secret));
    }

    [Fact]
    public async Task TheSixthLinkInAQuarterOfAnHourIsDroppedWithoutAWord()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await Task.WhenAll(Enumerable.Range(0, 7).Select(_ => door.RequestAsync("coordinator@example.org", "en")));
        await door.RequestAsync("operator@example.org", "en");
        Assert.Equal(6, (await LinksAsync(house)).Count);

        house.Time.Advance(TimeSpan.FromMinutes(15));
        await door.RequestAsync("coordinator@example.org", "en");
        Assert.Equal(7, (await LinksAsync(house)).Count);
    }

    [Fact]
    public async Task TablesHoldNeitherSecretsNorAddresses()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await door.RequestAsync("coordinator@example.org", "en");
        var token = Assert.Single(await LinksAsync(house));
        await door.RequestAsync("coordinator@example.org", "en");
        var (secret, _) = (await door.RedeemAsync(token))!.Value;

        await foreach (var row in house.Tables.Access.QueryAsync<TableEntity>())
        {
            var text = string.Join('\n', row.Select(p => p.Value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{p.Value}"));
            foreach (var clear in (string[])[token, secret, "coordinator@"]) Assert.DoesNotContain(clear, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>On a clock of long ago, so that nothing of other tests has expired.</summary>
    [Fact]
    public async Task WhatHasExpiredIsSweptAway()
    {
        var house = await BookHouse.BuildAsync(azurite, new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var door = DoorOf(house);
        await door.RequestAsync("coordinator@example.org", "en");
        Assert.Equal(0, await door.SweepAsync());
        house.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(2, await door.SweepAsync()); // the link and the counter
        Assert.Equal(0, await door.SweepAsync());
    }

    [Fact]
    public async Task ASessionThatWasEndedInTheVeryMomentIsNotBroughtBackByItsNote()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        await door.RequestAsync("coordinator@example.org", "en");
        var (secret, session) = (await door.RedeemAsync(Assert.Single(await LinksAsync(house))))!.Value;
        house.Time.Advance(TimeSpan.FromHours(1)); // the next request writes the hour down
        await Task.WhenAll([.. Enumerable.Range(0, 8).Select(_ => door.Sessions.FindAsync(secret)), door.Sessions.EndAllAsync(session!.Email)]);
        Assert.Null(await door.Sessions.FindAsync(secret));
        Assert.Empty(await door.Sessions.ListAsync(session.Email));
    }

    [Fact]
    public async Task NobodyNamesOrEndsTheSessionOfSomebodyElse()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var door = DoorOf(house);
        var opened = new List<(string Secret, Session Session)>();
        foreach (var email in new[] { "coordinator@example.org", "operator@example.org" })
        {
            await door.RequestAsync(email, "en");
            foreach (var link in await LinksAsync(house))
                if (await door.RedeemAsync(link) is (var secret, { } session)) opened.Add((secret, session));
        }
        var (mine, other) = (opened[0], opened[1]);
        await door.Sessions.EndAsync(mine.Session, other.Session.SessionId);
        await door.Sessions.LabelAsync(mine.Session, other.Session.SessionId, "mine");
        await door.Sessions.EndOthersAsync(mine.Session);
        Assert.NotNull(await door.Sessions.FindAsync(other.Secret));
        Assert.Equal("", Assert.Single(await door.Sessions.ListAsync(other.Session.Email)).Label);
    }

    [Fact]
    public async Task FormTokensHoldForTheirPurposeSessionAndDay()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var forms = new FormTokens(house.Keys, house.Time);
        var token = forms.Create("launch", "session");

        Assert.True(forms.IsValid(token, "launch", "session"));
        Assert.False(forms.IsValid(token, "launch", ""));
        Assert.False(forms.IsValid(token, "cancel", "session"));
        Assert.False(forms.IsValid(forms.Create("a", "b:c"), "a:b", "c"));
        foreach (var wrong in (string?[])[null, "", "x", token[1..], token + "A", new string('A', 54)])
            Assert.False(forms.IsValid(wrong, "launch", "session"));
        house.Time.Advance(FormTokens.Lifetime - TimeSpan.FromSeconds(1));
        Assert.True(forms.IsValid(token, "launch", "session"));
        house.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(forms.IsValid(token, "launch", "session"));
    }

    static async Task<IReadOnlyList<string>> LinksAsync(BookHouse house) =>
        [.. (await EnvelopesAsync(house)).Where(mail => !mail.Envelope.Discard).Select(mail => TokenOf(mail.Envelope))];

    static string TokenOf(Envelope envelope) => Assert.IsType<SignInLink>(envelope.Message()).Link["https://campaigns.example.org/signin/".Length..].Split('?')[0];

    /// <summary>Those of this house: the others in the shared table were sealed with other keys.</summary>
    static async Task<IReadOnlyList<(TableEntity Row, Envelope Envelope)>> EnvelopesAsync(BookHouse house)
    {
        var mails = new List<(TableEntity, Envelope)>();
        await foreach (var row in house.Tables.Access.QueryAsync<TableEntity>(Rows.Filter(SignIn.LinkPartition, Rows.OutboxRows)))
        {
            try
            {
                mails.Add((row, Outbox.Open(house.Keys.Access, row)));
            }
            catch (CryptographicException)
            {
                // another test's
            }
        }
        return mails;
    }
}
