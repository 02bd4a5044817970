using System.Security.Cryptography;
using Azure.Data.Tables;
using Campaigns.Storage;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Privacy;

/// <summary>A new master key takes over while the old one still opens what it wrapped.</summary>
public sealed class RotationTests(AzuriteFixture azurite)
{
    static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public async Task What_is_met_is_wrapped_again_and_then_the_old_key_can_go()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var (met, notMet) = (await house.ScheduleAsync(), await house.ScheduleAsync());
        var hash = (await house.Keys.GetAsync(met.Id)).Hash("x", "y");
        var next = new CampaignsOptions { MasterKey = NewKey(), MasterKeyPrevious = house.Options.MasterKey };
        var rotating = new KeyRing(house.Tables, next, house.Time);
        Assert.Equal(hash, (await rotating.GetAsync(met.Id)).Hash("x", "y"));
        var wrapped = await WrappedAsync(house, met);
        await new KeyRing(house.Tables, next, house.Time).GetAsync(met.Id);
        Assert.Equal(wrapped, await WrappedAsync(house, met)); // once is enough

        var after = new KeyRing(house.Tables, new() { MasterKey = next.MasterKey }, house.Time);
        Assert.Equal(hash, (await after.GetAsync(met.Id)).Hash("x", "y"));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => after.FindAsync(notMet.Id));
        var before = new KeyRing(house.Tables, house.Options, house.Time);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => before.FindAsync(met.Id)); // a stolen old key opens nothing new
    }

    [Fact]
    public void What_waits_in_the_sign_in_room_can_still_be_opened_and_nothing_is_sealed_with_the_old_key()
    {
        var (old, next) = (NewKey(), NewKey());
        var before = new KeyRing(null!, new() { MasterKey = old }, TimeProvider.System).Access;
        var rotating = new KeyRing(null!, new() { MasterKey = next, MasterKeyPrevious = old }, TimeProvider.System).Access;
        Assert.Equal("link", rotating.Open<string>(before.Seal("link", "context"), "context"));
        Assert.ThrowsAny<CryptographicException>(() => before.Open<string>(rotating.Seal("link", "context"), "context"));
        Assert.ThrowsAny<CryptographicException>(() => rotating.Open<string>(DataKey.Random().Seal("link", "context"), "context"));
        Assert.NotEqual(before.Hash("a", "b"), rotating.Hash("a", "b"));
    }

    [Fact]
    public void A_previous_key_that_is_none_is_refused_by_its_own_name() => Assert.Contains(
        "Campaigns:MasterKeyPrevious", Assert.Throws<InvalidOperationException>(
            () => new KeyRing(null!, new() { MasterKey = NewKey(), MasterKeyPrevious = "short" }, TimeProvider.System)).Message, StringComparison.Ordinal);

    static async Task<byte[]> WrappedAsync(BookHouse house, Campaign campaign) =>
        (await house.Tables.Campaigns.GetEntityAsync<TableEntity>(campaign.Id, Rows.Key)).Value.GetBinary("Wrapped")!;
}
