using System.Net.Http.Json;
using Campaigns.Checks;
using Campaigns.Networks;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Security;

/// <summary>Routes do not tell capitals from small letters: neither may what keeps networks apart, and what writes down who did what.</summary>
[Collection(DeskCollection.Name)]
public sealed class CapitalsTests(DeskFixture fixture)
{
    [Fact]
    public async Task An_address_in_capitals_opens_nothing_more_and_is_in_the_audit_trail()
    {
        var house = await fixture.GetAsync();
        var desk = house.Get<NetworkDesk>();
        var (mine, other) = (await desk.CreateAsync("Ours in capitals"), await desk.CreateAsync("Theirs in capitals"));
        (string, string?)[] later = [("opensAt", "2026-05-01T10:00Z"), ("window", "P2D")];
        var own = await house.LaunchAsync([.. later, ("title", "Capitals of mine"), ("network", mine.Id)]);
        var foreign = await house.LaunchAsync([.. later, ("title", "Capitals of another"), ("network", other.Id)]);
        using var watcher = await SignInAsync(house, mine, "capitals.watch@example.org", NetworkRole.Operator);
        using var coordinator = await SignInAsync(house, mine, "capitals@example.org", NetworkRole.Coordinator);

        foreach (var path in new[] { $"/ops/{foreign}", $"/OPS/{foreign}", $"/Ops/{foreign}/history", $"/oPs/{foreign}/History.json" })
            Assert.Equal(404, (await DeskHouse.GetAsync(watcher, path)).Status);
        foreach (var path in new[] { $"/Desk/{foreign}", $"/DESK/{foreign}/bulk", $"/desk/{foreign}/Evidence.zip", $"/DESK/{foreign}/phone.csv" })
            Assert.Equal(404, (await DeskHouse.GetAsync(coordinator, path)).Status);
        foreach (var path in new[] { $"/OPS/{foreign}/retry", $"/ops/{foreign}/RETRY" })
            Assert.Equal(404, (int)(await watcher.PostAsync(path, JsonContent.Create(new { reason = "curious" }))).StatusCode);
        Assert.Equal(404, (int)(await coordinator.PostAsync($"/DESK/{foreign}/cancel", JsonContent.Create(new { reason = "spite" }))).StatusCode);
        Assert.Equal(403, (int)(await watcher.PostAsync("/OPS/PEOPLE/factor", JsonContent.Create(new { email = DeskHouse.Coordinator, reason = "spite" }))).StatusCode);

        Assert.Equal(200, (int)(await watcher.PostAsync($"/OPS/{own}/suspend", JsonContent.Create(new { reason = "loud" }))).StatusCode);
        var trail = await house.LookAsync($"/ops/audit?subject={own}");
        Assert.Contains("ops.suspend", await trail.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static async Task<HttpClient> SignInAsync(DeskHouse house, Network network, string email, NetworkRole role)
    {
        Assert.True(EmailAddress.TryParse(email, out var address));
        await house.Get<NetworkDesk>().AddMemberAsync(network.Id, "Somebody", address, role);
        return await house.SignInAsync(email);
    }
}
