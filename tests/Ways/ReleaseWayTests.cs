using Campaigns.Tests.Backup;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>A campaign that came back from a copy: what its coordinator reads, and the operator's two answers.</summary>
[Collection(DeskCollection.Name)]
public sealed class ReleaseWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task An_operator_finds_it_red_answers_two_questions_and_it_goes_on(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        using var line = new CommandLine(house.Address.ToString());
        var id = await house.LaunchAsync(("title", $"Release her {width}"), ("window", "P2D"), ("reminders", ""));
        await house.UntilStateAsync(id, "open");
        await line.DoAsync("backup", "--to", line.Copy);
        await line.DoAsync("restore", "--from", line.Copy, "--campaign", id, "--overwrite", id);
        house.Time.Advance(TimeSpan.FromSeconds(20)); // the watchdog looks
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"kind\":\"held\"", StringComparison.Ordinal));

        await using var coordinator = await Walk.BeginAsync(browser, house, "held-desk", scripts, width);
        await coordinator.SignInAsync(DeskHouse.Coordinator);
        await coordinator.GoAsync($"/desk/{id}");
        await coordinator.ReadAsync("An operator has to release the campaign");

        await using var walk = await Walk.BeginAsync(browser, house, "held-ops", scripts, width);
        await walk.SignInAsync(DeskHouse.Operator);
        await walk.ReadAsync("Held: the campaign came back from a copy");
        await walk.ClickAsync($"Release her {width}");
        await walk.PressInVainAsync("Release the campaign");
        await walk.ReadAsync("This campaign came back from a copy");
        await walk.ChooseAsync("No, none");
        await walk.ChooseAsync("Send them");
        await walk.TypeAsync("Reason", "the old machine is gone");
        await walk.PressAsync("Release the campaign");
        await walk.ReadAsync("released the campaign: nothing had left since the copy");
        Assert.False((await house.Get<CampaignStore>().FindAsync(id))!.IsHeld);
    }
}
