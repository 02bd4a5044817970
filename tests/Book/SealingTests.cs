using System.Security.Cryptography;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Book;

public sealed class SealingTests(AzuriteFixture azurite)
{
    static readonly DataKey Key = DataKey.Random();

    [Fact]
    public void WhatIsSealedOpensWithItsContextOnly() => Prop.ForAll<NonNull<string>, NonNull<string>>((text, context) =>
    {
        if (text.Get.Any(char.IsSurrogate)) return; // lone ones are not text; the forms refuse them
        var details = new SignatoryDetails(text.Get, "имя", "", "a@example.org");
        var value = Key.Seal(details, context.Get);

        Assert.Equal(details, Key.Open<SignatoryDetails>(value, context.Get));
        Assert.ThrowsAny<CryptographicException>(() => Key.Open<SignatoryDetails>(value, context.Get + "x"));
        Assert.ThrowsAny<CryptographicException>(() => DataKey.Random().Open<SignatoryDetails>(value, context.Get));
        Assert.NotEqual(value, Key.Seal(details, context.Get));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyChangedBitOrMissingByteIsFound()
    {
        var value = Key.Seal(new SignatoryDetails("Committee", "Name", "", "a@example.org"), "context");
        for (var at = 0; at < value.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])value.Clone();
                changed[at] ^= (byte)(1 << bit);
                Assert.ThrowsAny<CryptographicException>(() => Key.Open<SignatoryDetails>(changed, "context"));
            }
            Assert.ThrowsAny<CryptographicException>(() => Key.Open<SignatoryDetails>(value[..at], "context"));
        }
    }

    [Fact]
    public void HashesDependOnKeyPurposeAndText()
    {
        var hash = Key.Hash("address", "a@example.org");
        Assert.Matches("^[a-z2-7]{26}$", hash);
        Assert.Equal(hash, Key.Hash("address", "a@example.org"));
        Assert.NotEqual(hash, Key.Hash("organisation", "a@example.org"));
        Assert.NotEqual(hash, Key.Hash("address", "b@example.org"));
        Assert.NotEqual(hash, DataKey.Random().Hash("address", "a@example.org"));
    }

    [Fact]
    public void Base32GoesBothWays() => Prop.ForAll<byte[]>(bytes =>
    {
        var back = new byte[bytes.Length];
        Assert.True(Base32.TryDecode(Base32.Encode(bytes), back));
        Assert.Equal(bytes, back);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task ACampaignsKeyIsFoundByEveryProcessWithTheMasterKeyAndByNoOther()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.ScheduleAsync();
        var key = await house.Keys.GetAsync(campaign.Id);

        var same = await new KeyRing(house.Tables, house.Options, house.Time).FindAsync(campaign.Id);
        Assert.Equal(key.Hash("x", "y"), same!.Hash("x", "y"));
        Assert.Null(await house.Keys.FindAsync(Base32.Random(16)));
        var stranger = new CampaignsOptions { MasterKey = Convert.ToBase64String(new byte[32]) };
        await Assert.ThrowsAnyAsync<CryptographicException>(() => new KeyRing(house.Tables, stranger, house.Time).FindAsync(campaign.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public async Task AMasterKeyThatIsNoneIsRefusedWithAWordOnHowToMakeOne(string text)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var refusal = Assert.Throws<InvalidOperationException>(() => new KeyRing(house.Tables, new() { MasterKey = text }, house.Time));
        Assert.Contains("Campaigns:MasterKey", refusal.Message, StringComparison.Ordinal);
        if (text.Length > 0) Assert.DoesNotContain(text, refusal.Message, StringComparison.Ordinal);
    }
}
