using System.Net.Http.Json;
using Campaigns.Access;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Fuzz;
using Campaigns.Tests.Life;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Security;

/// <summary>Every rate: the last request within it is taken, the next is told 429 and when to come back, and nothing that was typed is lost.</summary>
public sealed class RateTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_window_takes_so_many_and_then_says_how_long_to_wait()
    {
        var time = new FakeTimeProvider();
        var gate = new RateGate(time);
        var rate = new Rate(3, TimeSpan.FromMinutes(1));
        Assert.Equal([null, null, null], Enumerable.Range(0, 3).Select(_ => gate.Take(rate, "a", "x")));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), gate.Take(rate, "a", "x"));
        Assert.Null(gate.Take(rate, "a", "y"));
        Assert.Null(gate.Take(rate, "b", "x"));
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(gate.Take(rate, "a", "x"));
    }

    [Fact]
    public void What_is_over_does_not_stay_in_memory()
    {
        var time = new FakeTimeProvider();
        var gate = new RateGate(time);
        for (var i = 0; i < 25_000; i++)
        {
            gate.Take(new(1, TimeSpan.FromMinutes(1)), "a", $"{i}");
            time.Advance(TimeSpan.FromSeconds(1));
        }
        var windows = typeof(RateGate).GetField("windows", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(gate);
        Assert.InRange(((System.Collections.ICollection)windows!).Count, 1, 10_000);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 8)]
    [InlineData(5, 32)]
    [InlineData(7, 512)]
    [InlineData(8, 1440)]
    [InlineData(1_000_000, 1440)]
    public void An_address_is_left_alone_for_longer_and_longer(int mails, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Rates.PauseAfter(mails));

    [Fact]
    public async Task A_campaign_takes_so_many_requests_a_minute_and_keeps_the_form_of_the_next()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("window", "P2D"));
        var other = await house.LaunchAsync(("title", "Another"), ("reminders", ""), ("window", "P2D"));
        foreach (var one in new[] { id, other }) await house.UntilAsync($"/desk/{one}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        Spend(house, Rates.SignRequests, "sign", id);

        Assert.Equal(303, (await AskAsync("first@example.org", "/campaigns/" + id)).Status);
        foreach (var email in new[] { "first@example.org", "second@example.org" }) // whether or not it has asked before
        {
            var page = await AskAsync(email, "/campaigns/" + id);
            Assert.Equal((429, "60", email), (page.Status, page.Header("Retry-After"), page.Value("email")));
            Assert.Contains("Nothing was stored yet", page.Text, StringComparison.Ordinal);
            Assert.Equal("NO", page.Value("country"));
        }
        var json = await Answer.OfAsync(await house.Browser.PostAsJsonAsync($"/campaigns/{id}/signatures?lang=fr", FuzzHouse.Person("third@example.org"), Cancel));
        Assert.Equal((429, "60"), (json.Status, json.Header("Retry-After")));
        Assert.Contains("application/problem+json", json.Response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Contains("nombreuses", json.Body, StringComparison.Ordinal);

        Assert.Equal(303, (await AskAsync("second@example.org", "/campaigns/" + other)).Status);
        house.Time.Advance(Rates.SignRequests.Span);
        Assert.Equal(303, (await AskAsync("second@example.org", "/campaigns/" + id)).Status);

        async Task<Answer> AskAsync(string email, string at)
        {
            var fields = FuzzHouse.Person(email);
            return await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, at), [.. fields.Select(one => (one.Key, one.Value))]);
        }
    }

    [Fact]
    public async Task Links_to_sign_in_and_launches_have_their_rates()
    {
        await using var house = await DeskHouse.OpenAsync();
        Spend(house, Rates.SignInRequests, "signin", "all");
        var browser = await house.SignInAsync(DeskHouse.Coordinator); // the last one
        var signIn = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, "/signin"), ("email", "nobody@example.org"));
        Assert.Equal((429, "60", "nobody@example.org"), (signIn.Status, signIn.Header("Retry-After"), signIn.Value("email")));

        Spend(house, Rates.Launches, "launch", house.Get<KeyRing>().Access.Hash("rate", DeskHouse.Coordinator));
        (string, string)[] typed = [("title", "One of many"), ("statement", "We ask."), ("window", "P2D"), ("approval", "always")];
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/campaigns/new"), "/campaigns", typed)).Status);
        var next = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/campaigns/new"), "/campaigns", typed);
        Assert.Equal((429, "3600", "One of many", "always"), (next.Status, next.Header("Retry-After"), next.Value("title"), next.Value("approval")));

        Spend(house, Rates.ScriptLaunches, "launch", "key");
        Assert.Equal(202, (int)(await house.ScriptAsync("/campaigns", JsonContent.Create(Launches.Form()))).StatusCode);
        Assert.Equal(429, (int)(await house.ScriptAsync("/campaigns", JsonContent.Create(Launches.Form(("title", "Next"))))).StatusCode);
    }

    /// <summary>All but one of what is allowed.</summary>
    static void Spend(DeskHouse house, Rate rate, string what, string who)
    {
        var gate = house.Get<RateGate>();
        for (var i = 1; i < rate.Times; i++) Assert.Null(gate.Take(rate, what, who));
    }
}
