using System.Text.Json;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Inviting;

/// <summary>The whole app with its mail service: mails come back, are deferred, are told of twice; the app dies in between; each further address is asked once.</summary>
public sealed class BounceScenarioTests
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_mail_that_comes_back_goes_to_the_next_address_and_the_desk_says_so()
    {
        await using var stage = await Stage.StartAsync();
        using var coordinator = new Coordinator(stage);
        await stage.Mail.SetFaultsAsync(
        [
            new { match = new { to = "gone1@example.org" }, @do = "bounce" },
            new { match = new { to = "gone2@example.org" }, @do = "bounce" },
            new { match = new { to = "again@example.org" }, @do = "duplicate-events" },
            new { match = new { to = "slow@example.org" }, @do = "defer" },
        ]);
        var id = await coordinator.LaunchAsync(new
        {
            title = "Let our colleague return",
            language = "en",
            statement = "We protest.",
            window = "PT1H",
            timeZone = "Europe/Prague",
            signatories = "organisations",
            invitations = new object[]
            {
                new { organisation = "Twice House", country = "NO", contact = "", email = "gone1@example.org", language = "en", alternates = "gone2@example.org | Kari Example <kari@example.org>" },
                new { organisation = "Slow House", country = "PL", contact = "", email = "slow@example.org", language = "en", alternates = "nobody@example.org" },
                "Again House; CZ; ; again@example.org; en; nobody2@example.org",
            },
            coordinator = Stage.CoordinatorAddress,
        });
        stage.App.Kill();
        var invitations = await Eventually.SeeAsync("the third address has its mail", async () =>
            Mails(await coordinator.DeskAsync(id)) is [["bounced", "bounced", "delivered"], [var slow], ["delivered"]] && slow is "delivered" or "deferred" ? "yes" : null, Limit);
        Assert.Equal("yes", invitations);
        var mails = await stage.Mail.ReadAllAsync();
        // An app that dies between sending and writing that down sends again: these mails do no harm when they come twice.
        foreach (var to in new[] { "gone1@example.org", "gone2@example.org", "kari@example.org", "slow@example.org", "again@example.org" })
            Assert.InRange(mails.Count(mail => mail.IsTo(to)), 1, 2);
        Assert.DoesNotContain(mails, mail => mail.To.Contains("nobody", StringComparison.Ordinal));
    }

    static string[][] Mails(JsonElement desk) => [.. desk.GetProperty("invitations").GetProperty("list").EnumerateArray()
        .Select(one => one.GetProperty("mails").EnumerateArray().Select(mail => mail.GetProperty("state").GetString()!).ToArray())];
}
