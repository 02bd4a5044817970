using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Book;

public sealed class TokenTests(AzuriteFixture azurite)
{
    static readonly DataKey Key = DataKey.Random();

    [Fact]
    public void ALinkLeadsBackToItsSignatureAndIsAlwaysTheSame() => Prop.ForAll<int>(seed =>
    {
        var (campaign, id) = (Base32.Random(16), Key.Hash("address", $"{seed}"));
        var token = SignTokens.ForSignature(Key, campaign, id);

        Assert.True(SignTokens.TryRead(token, out var read) && SignTokens.IsGenuine(Key, token));
        Assert.Equal(new SignToken(campaign, id, 0), read);
        Assert.Equal(token, SignTokens.ForSignature(Key, campaign, id));
        Assert.False(SignTokens.IsGenuine(DataKey.Random(), token));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnInvitationsLinkLeadsBackToItsNumber() => Prop.ForAll<PositiveInt>(number =>
    {
        var campaign = Base32.Random(16);
        var token = SignTokens.ForInvitation(Key, campaign, number.Get);

        Assert.True(SignTokens.TryRead(token, out var read) && SignTokens.IsGenuine(Key, token));
        Assert.Equal(new SignToken(campaign, null, number.Get), read);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyOtherCharacterAnywhereMakesItInvalid()
    {
        var token = SignTokens.ForSignature(Key, Base32.Random(16), Key.Hash("address", "one"));
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var c in "AZaz09-_=+/ %\né")
            {
                if (token[at] == c) continue;
                var changed = token[..at] + c + token[(at + 1)..];
                Assert.False(SignTokens.IsGenuine(Key, changed) && SignTokens.TryRead(changed, out _), changed);
            }
            Assert.False(SignTokens.IsGenuine(Key, token[..at]), $"cut at {at}");
        }
        Assert.False(SignTokens.IsGenuine(Key, token + "="));
        Assert.False(SignTokens.IsGenuine(Key, token + "AAAA"));
    }

    [Fact]
    public async Task WhatIsNotOneOfOurLinksIsInvalid()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        var token = await house.AskAsync(campaign, BookHouse.Person(1));
        var elsewhere = SignTokens.ForSignature(Key, campaign.Id, Key.Hash("address", "person1@example.org"));
        var noCampaign = SignTokens.ForInvitation(Key, Base32.Random(16), 1);
        var noInvitation = SignTokens.ForInvitation(await house.Keys.GetAsync(campaign.Id), campaign.Id, 99);

        foreach (var wrong in (string[])["", "x", "../../etc", token[1..], token + token, token.ToLowerInvariant(), elsewhere, noCampaign, noInvitation])
        {
            Assert.Equal(SignLinkState.Invalid, (await house.Book.LookAsync(wrong)).State);
            Assert.Equal(SignLinkState.Invalid, (await house.Book.ConfirmAsync(wrong, null)).State);
        }
    }
}
