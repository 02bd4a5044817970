namespace Campaigns.Tests.Desk;

[Collection(DeskCollection.Name)]
public sealed class RoleTests(DeskFixture fixture)
{
    public static TheoryData<string, string, string> Doors() => new()
    {
        { "GET", "/campaigns/new", "coordinator" },
        { "POST", "/campaigns", "coordinator" },
        { "GET", "/desk", "coordinator" },
        { "GET", "/desk/aaaaaaaaaaaaaaaa", "coordinator" },
        { "POST", "/desk/aaaaaaaaaaaaaaaa/close", "coordinator" },
        { "GET", "/ops", "operator" },
        { "GET", "/ops/campaigns", "operator" },
        { "GET", "/ops/system", "operator" },
        { "GET", "/ops/aaaaaaaaaaaaaaaa", "operator" },
        { "POST", "/ops/aaaaaaaaaaaaaaaa/retry", "operator" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_door_opens_to_its_role_and_to_the_key(string method, string path, string role)
    {
        var house = await fixture.GetAsync();
        var (right, wrong) = role == "coordinator" ? (DeskHouse.Coordinator, DeskHouse.Operator) : (DeskHouse.Operator, DeskHouse.Coordinator);

        var stranger = await KnockAsync(house.Browser, method, path);
        Assert.Equal(303, stranger.Status);
        Assert.StartsWith("/signin?next=", stranger.Location, StringComparison.Ordinal);
        Assert.Equal(401, (await KnockAsync(house.Browser, method, path, accept: "application/json")).Status);
        Assert.Equal(401, (await KnockAsync(house.Browser, method, path, key: "wrong")).Status);
        Assert.Equal(403, (await KnockAsync(await house.SignedInAsync(wrong), method, path)).Status);
        Assert.DoesNotContain((await KnockAsync(await house.SignedInAsync(right), method, path)).Status, new[] { 303, 401, 403 });
        Assert.DoesNotContain((await KnockAsync(house.Browser, method, path, key: DeskHouse.Key)).Status, new[] { 303, 401, 403 });
    }

    static async Task<Answer> KnockAsync(HttpClient browser, string method, string path, string? accept = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (method == "POST") request.Content = new FormUrlEncodedContent([new("nothing", "")]);
        if (accept is not null) request.Headers.Add("Accept", accept);
        if (key is not null) request.Headers.Add("x-functions-key", key);
        return await Answer.OfAsync(await browser.SendAsync(request));
    }
}
