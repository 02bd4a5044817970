using Campaigns.Letters;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.AuditTrails;

/// <summary>To cancel, to begin an orchestration anew, to skip a letter: by the operator, through the doors.</summary>
public sealed class OperatorActionTests
{
    const string Both = "Minister; Ministry; AT; minister@example.org; de; Dear Minister\nSecretary; Council; FR; secretary@example.org; fr; Dear Secretary";

    [Fact]
    public async Task A_skipped_letter_is_never_sent_by_itself_the_others_are_and_a_coordinator_can_still_send_it()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("invitations", ""), ("addressees", Both));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "kari@example.org", "Sample Committee");
        Assert.Equal(409, await PostAsync(house, id, "skip", """{"reason":"moved","addressee":3}""")); // there is none
        Assert.Equal(422, await PostAsync(house, id, "skip", """{"reason":"moved","addressee":"Mr Sample"}"""));
        Assert.Equal(422, await PostAsync(house, id, "skip", """{"addressee":1}"""));
        Assert.Equal(200, await PostAsync(house, id, "skip", """{"reason":"the office does not exist any more","addressee":1}"""));
        Assert.Equal(409, await PostAsync(house, id, "skip", """{"reason":"again","addressee":1}"""));

        house.Time.Advance(TimeSpan.FromHours(7));
        await house.UntilStateAsync(id, "dispatched");
        Assert.Equal((0, 1), (house.Mail.CountTo("minister@example.org"), house.Mail.CountTo("secretary@example.org")));
        var desk = await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync();
        Assert.Contains("\"withdrawn\"", desk, StringComparison.Ordinal);
        Assert.Contains("the office does not exist any more", desk, StringComparison.Ordinal);
        Assert.Equal(409, await PostAsync(house, id, "skip", """{"reason":"too late","addressee":2}"""));

        var campaign = (await house.Get<CampaignStore>().FindAsync(id))!;
        Assert.Equal(LetterState.Accepted, await house.Get<LetterSender>().SendAgainAsync(campaign, 1, 1, new("it exists after all"), TestContext.Current.CancellationToken));
        Assert.Equal((1, 1), (house.Mail.CountTo("minister@example.org"), house.Mail.CountTo("secretary@example.org")));
    }

    [Fact]
    public async Task Of_skipping_and_claiming_at_once_one_happens()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("addressees", string.Join('\n', Enumerable.Range(1, 20).Select(n => $"Office {n}; Body; AT; office.{n}@example.org; en; Dear all"))));
        await house.UntilStateAsync(id, "open");
        var (ledger, campaign) = (house.Get<LetterLedger>(), (await house.Get<CampaignStore>().FindAsync(id))!);
        foreach (var n in Enumerable.Range(1, 20))
        {
            var skip = ledger.SkipAsync(campaign, 1, n, "to see", "operator", TestContext.Current.CancellationToken);
            var claim = ledger.ClaimAsync(new(id, 1, n, 1), TestContext.Current.CancellationToken);
            Assert.NotEqual(await skip is null, await claim is not null);
        }
    }

    [Fact]
    public async Task The_operator_cancels_as_the_coordinator_does_and_who_signed_is_told()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "kari@example.org", "Sample Committee");
        var before = house.Mail.CountTo("kari@example.org");
        Assert.Equal(200, await PostAsync(house, id, "cancel", """{"reason":"he was let in"}"""));
        await house.UntilStateAsync(id, "cancelled");
        await Eventually.HoldsAsync("who signed is told", () => house.Mail.CountTo("kari@example.org") > before);
        Assert.Equal(before + 1, house.Mail.CountTo("kari@example.org"));
        Assert.Equal(409, await PostAsync(house, id, "cancel", """{"reason":"once more"}"""));
    }

    [Fact]
    public async Task An_orchestration_that_runs_is_ended_and_begun_anew_and_the_campaign_comes_to_its_end()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("invitations", ""), ("addressees", Both));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "kari@example.org", "Sample Committee");
        Assert.Equal(200, await PostAsync(house, id, "reattach", """{"reason":"it hangs"}"""));
        Assert.Equal(200, await PostAsync(house, id, "suspend", """{"reason":"to see"}"""));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"suspended\"", StringComparison.Ordinal));
        Assert.Equal(200, await PostAsync(house, id, "reattach", """{"reason":"it hangs again"}"""));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        house.Time.Advance(TimeSpan.FromHours(7));
        await house.UntilStateAsync(id, "dispatched");
        Assert.Equal((1, 1), (house.Mail.CountTo("minister@example.org"), house.Mail.CountTo("secretary@example.org")));
    }

    static async Task<int> PostAsync(DeskHouse house, string id, string action, string json) =>
        (int)(await house.ScriptAsync($"/ops/{id}/{action}", new StringContent(json, System.Text.Encoding.UTF8, "application/json"))).StatusCode;
}
