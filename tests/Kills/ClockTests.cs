using System.Globalization;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

/// <summary>
/// Somebody sets the clock of the app's machine an hour forward, and back again. A deadline that the wrong clock says has
/// passed has passed; but nothing that was acknowledged is lost, nothing is sent twice, and afterwards everything goes on.
/// </summary>
public sealed class ClockTests
{
    [Fact]
    public async Task AClockThatJumpsAnHourForwardAndBackLosesAndRepeatsNothing()
    {
        var file = Path.GetTempFileName();
        await SetAsync(file, 0);
        await using var stage = await Stage.StartAsync(environment: ("CAMPAIGNS_CLOCK_FILE", file));
        using var coordinator = new Coordinator(stage);
        await coordinator.SignInAsync();
        var long1 = await LaunchAsync(stage, coordinator, "Almond", "PT2H");
        var hour = await LaunchAsync(stage, coordinator, "Barley", "PT30M");
        foreach (var person in long1.People.Take(2).Concat(hour.People.Take(2))) await SignAsync(person);

        await SetAsync(file, 3600);
        var late = hour.People[2];
        await SignAsync(late);
        await SignAsync(long1.People[2]);
        var first = await coordinator.WaitUntilAsync(hour.Id, "dispatched");
        Assert.Equal(200, (int)(await coordinator.Visitor.OpenAsync("/desk")).Status); // still signed in

        await SetAsync(file, 0);
        await SignAsync(long1.People[3]);
        var after = await LaunchAsync(stage, coordinator, "Clover", "PT20S");
        await SignAsync(after.People[0]);
        var second = await coordinator.WaitUntilAsync(after.Id, "dispatched");
        Assert.Equal(200, (int)(await coordinator.ActAsync(long1.Id, "close", new { })).Status);
        var third = await coordinator.WaitUntilAsync(long1.Id, "dispatched");

        Assert.False(late.HasSigned);
        Assert.Equal(2, first.Organisations);
        Assert.Equal(after.People.Count(person => person.HasSigned), second.Organisations);
        Assert.Equal(4, third.Organisations);
        foreach (var one in (Run[])[long1, hour, after]) await AssertSentOnceAsync(stage, one);
        Assert.Empty(stage.Answered.Wrong);
        File.Delete(file);
    }

    [Fact]
    public async Task AClockThatWasSetBackDoesNotStopTheTimers()
    {
        var file = Path.GetTempFileName();
        await SetAsync(file, 0);
        await using var stage = await Stage.StartAsync(environment: ("CAMPAIGNS_CLOCK_FILE", file));
        using var coordinator = new Coordinator(stage);
        await SetAsync(file, -3600);
        var run = await LaunchAsync(stage, coordinator, "Dill", "PT1H");
        foreach (var person in run.People) await SignAsync(person);
        stage.App.Kill(); // what it was about to send is found by a timer

        Assert.Equal(200, (int)(await coordinator.ActAsync(run.Id, "close", new { })).Status);
        var end = await coordinator.WaitUntilAsync(run.Id, "dispatched");

        Assert.Equal(run.People.Count, end.Organisations);
        await AssertSentOnceAsync(stage, run);
        File.Delete(file);
    }

    sealed record Run(string Id, string Title, IReadOnlyList<Person> People, IReadOnlyList<Office> Offices);

    static Task SetAsync(string file, int seconds) => File.WriteAllTextAsync(file, seconds.ToString(CultureInfo.InvariantCulture));

    static async Task<Run> LaunchAsync(Stage stage, Coordinator coordinator, string mark, string window)
    {
        var run = new Run("", $"The matter of {mark}", [.. People.Of(mark, 4).Select(who => new Person(stage, who))], People.Offices(mark, 3));
        var id = await coordinator.LaunchAsync(new
        {
            title = run.Title,
            language = "en",
            statement = "It matters.",
            window,
            timeZone = "UTC",
            coordinator = Stage.CoordinatorAddress,
            addressees = run.Offices.Select(office => office.Addressee),
            invitations = run.People.Select(person => person.Who.Invitation),
        });
        await coordinator.WaitUntilAsync(id, "open", "closed", "dispatching", "dispatched");
        foreach (var person in run.People) await person.ReadsMailAsync(run.Title);
        return run with { Id = id };
    }

    static async Task SignAsync(Person person) => await person.SignsThroughAsync(await person.ReadsMailAsync("The matter of "));

    static async Task AssertSentOnceAsync(Stage stage, Run run)
    {
        await stage.Mail.WaitForAsync(Stage.CoordinatorAddress, $"Sent: {run.Title}");
        var mails = await stage.Mail.ReadAllAsync();
        foreach (var office in run.Offices)
        {
            var letter = Assert.Single(mails, mail => mail.IsTo(office.Email));
            Assert.All(run.People, person => Assert.Equal(person.HasSigned, letter.Text.Contains(person.Who.Organisation, StringComparison.Ordinal)));
        }
        Assert.All(run.People, person => Assert.Single(mails, mail => mail.IsTo(person.Who.Email, "Will ")));
    }
}
