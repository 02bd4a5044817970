using System.Net;
using System.Reflection;
using Campaigns.Functions;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Tests.Cloud;

/// <summary>What stands between a browser and the app in Azure, and storage behind it, as far as a door can see them.</summary>
public sealed class FrontEndTests(AzuriteFixture azurite)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>At another level the host would hold <c>x-functions-key</c> against keys of its own, and ours would open nothing.</summary>
    [Fact]
    public void Every_door_is_anonymous_to_the_host() => Assert.Empty(
        from method in typeof(CampaignsApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        from parameter in method.GetParameters()
        where parameter.GetCustomAttribute<HttpTriggerAttribute>() is { AuthLevel: not AuthorizationLevel.Anonymous }
        select method.Name);

    [Fact]
    public async Task There_is_room_for_the_headers_that_the_front_end_adds()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-URL", "X-WAWS-Unencoded-URL", "DISGUISED-HOST", "WAS-DEFAULT-HOSTNAME", "CLIENT-IP", "Max-Forwards"])
            request.Headers.Add(name, "10");
        for (var i = 0; i < 50; i++) request.Headers.Add($"X-ARR-{i}", new string('a', 200));

        using var answer = await house.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Storage refuses such keys with 400, which a door would take for a fault of its own.</summary>
    [Theory]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%2Fb")]
    [InlineData("a%0Ab")]
    [InlineData("a%C2%85b")]
    [InlineData("")] // too long for a key
    public async Task What_cannot_be_a_key_is_not_found(string id)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        if (id.Length == 0) id = new string('k', 600);
        foreach (var path in (string[])["campaigns/{id}", "campaigns/{id}/signatories", "campaigns/{id}/signatories.csv", "campaigns/{id}/list.json", "campaigns/{id}/poster", "campaigns/{id}/purge", "sign/{id}", "sign/{id}/receipt", "assets/{id}"])
        {
            using var answer = await house.Http.GetAsync("/" + path.Replace("{id}", id, StringComparison.Ordinal), Cancel);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path}: {answer.StatusCode}");
        }
    }
}
