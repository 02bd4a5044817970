using System.Diagnostics;
using System.Net;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

/// <summary>Storage is away for half a minute while people are at work: nobody is told a lie, nothing that was typed is gone.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>However storage fails to answer: an answer of ours comes within this time.</summary>
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task EveryDoorSaysThatItIsAwayAndEverythingGoesOnWhenStorageIsBack()
    {
        await using var stage = await Stage.StartAsync(storageOnDisk: true);
        using var coordinator = new Coordinator(stage);
        await coordinator.SignInAsync();
        var (id, people) = await LaunchAsync(stage, coordinator);
        using var visitor = stage.Visitor();
        var invited = await visitor.OpenAsync((await people[0].ReadsMailAsync("Will ")).ActPath());
        var form = await visitor.OpenAsync($"/campaigns/{id}");
        var signIn = await visitor.OpenAsync("/signin");
        var desk = await coordinator.Visitor.OpenAsync($"/desk/{id}");
        var launch = await coordinator.Visitor.OpenAsync("/campaigns/new");

        var clock = Stopwatch.StartNew();
        await stage.StopStorageAsync();
        var signing = people.Skip(1).Select(person => SignAsync(stage, person)).ToList(); // they try again until it works
        visitor.IsPatient = coordinator.Visitor.IsPatient = false;
        await Task.WhenAll(
            AssertReadersAreToldAsync(visitor, id, invited.Path),
            AssertKeptAsync(visitor, form.Form($"/campaigns/{id}/signatures"), ("organisation", "Tamarisk Circle"), ("country", "NO"), ("name", "Noor Lind"), ("email", "noor@example.org"), ("publication", "public")),
            AssertKeptAsync(visitor, invited.Form(invited.Path), ("name", "Noor Lind"), ("publication", "public")),
            AssertKeptAsync(visitor, signIn.Form("/signin"), ("email", Stage.CoordinatorAddress)),
            AssertKeptAsync(coordinator.Visitor, launch.Form("/campaigns"), ("title", "A title that took an hour"), ("statement", "And a text that took a day.")),
            AssertKeptAsync(coordinator.Visitor, desk.Form($"/desk/{id}/cancel"), ("reason", "We met the minister.")),
            AssertScriptsAreToldAsync(stage, visitor, id));
        if (clock.Elapsed < Length) await Task.Delay(Length - clock.Elapsed);
        Assert.Equal(0, stage.App.Restarts);
        await stage.StartStorageAsync();

        await Task.WhenAll(signing);
        await stage.App.WaitUntilItAnswersAsync();
        visitor.IsPatient = coordinator.Visitor.IsPatient = true;
        output.WriteLine($"away {clock.Elapsed}, answers {stage.Answered}, the slowest {stage.Answered.Slowest}");
        Assert.All(people.Skip(1), person => Assert.True(person.HasSigned, person.Who.Email));
        Assert.Empty(stage.Answered.Wrong);
        Assert.True(stage.Answered.Slowest < Bound, $"an answer took {stage.Answered.Slowest}");
        Assert.Equal(people.Count - 1, (await coordinator.StandingAsync(id)).Organisations);
        Assert.Equal(200, (int)(await coordinator.ActAsync(id, "close", new { })).Status);
        var end = await coordinator.WaitUntilAsync(id, "dispatched");
        Assert.Equal(people.Count - 1, end.Organisations);
        Assert.Equal(0, stage.App.Restarts);
    }

    /// <summary>It takes connections and says nothing, as a machine does that has run out of memory.</summary>
    [Fact]
    public async Task StorageThatHangsIsNotWaitedForForEver()
    {
        await using var stage = await Stage.StartAsync(storageOnDisk: true);
        using var coordinator = new Coordinator(stage);
        var (id, people) = await LaunchAsync(stage, coordinator);
        using var visitor = stage.Visitor();
        var invited = await visitor.OpenAsync((await people[0].ReadsMailAsync("Will ")).ActPath());

        Stage.Freeze(stage.StoragePid);
        visitor.IsPatient = false;
        await Task.WhenAll(AssertReadersAreToldAsync(visitor, id, invited.Path), AssertKeptAsync(visitor, invited.Form(invited.Path), ("name", "Noor Lind"), ("publication", "public")));
        Stage.Freeze(stage.StoragePid, goesOn: true);

        output.WriteLine($"answers {stage.Answered}, the slowest {stage.Answered.Slowest}");
        Assert.Empty(stage.Answered.Wrong);
        Assert.True(stage.Answered.Slowest < Bound, $"an answer took {stage.Answered.Slowest}");
        await SignAsync(stage, people[0]);
        Assert.True(people[0].HasSigned);
    }

    static async Task AssertReadersAreToldAsync(Visitor visitor, string id, string link)
    {
        string[] paths = ["/", $"/campaigns/{id}", $"/campaigns/{id}/signatories", link];
        foreach (var page in await Task.WhenAll(paths.Select(visitor.OpenAsync)))
        {
            Assert.True(page.Status == HttpStatusCode.ServiceUnavailable, $"{page.Path}: {page.Status}");
            Assert.True(page.IsHtml);
            Assert.NotNull(page.Headers.GetValueOrDefault("Retry-After"));
        }
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.OpenAsync("/health")).Status);
    }

    /// <summary>The page hands back a form with all that was typed, that can be sent again as it is.</summary>
    static async Task AssertKeptAsync(Visitor visitor, Form form, params (string Name, string Value)[] typed)
    {
        var page = await visitor.PostAsync(form.Action, form.FilledIn(typed));
        Assert.True(page.Status == HttpStatusCode.ServiceUnavailable, $"{form.Action}: {page.Status}");
        Assert.NotNull(page.Headers.GetValueOrDefault("Retry-After"));
        var kept = Assert.Single(page.Forms(), one => one.Method == "post");
        Assert.Equal(form.Action.Split('?')[0], kept.Action.Split('?')[0]);
        Assert.All(typed, one => Assert.Equal(one.Value, kept.FilledIn()[one.Name]));
    }

    static async Task AssertScriptsAreToldAsync(Stage stage, Visitor visitor, string id)
    {
        var key = ("x-functions-key", stage.Key);
        (string, object)[] doors =
        [
                ("/campaigns", new { title = "T", language = "en", statement = "S", window = "PT1H", timeZone = "UTC", coordinator = Stage.CoordinatorAddress }),
                ($"/campaigns/{id}/signatures", new { kind = "organisation", organisation = "O", country = "NO", name = "N", email = "n@example.org", publication = "public" }),
                ($"/desk/{id}/extend", new { closesAt = "2099-01-01T10:00" }),
                ($"/desk/{id}/close", new { }),
        ];
        foreach (var (path, body) in doors)
        {
            var page = await visitor.JsonAsync(HttpMethod.Post, path, body, key);
            Assert.True(page.Status == HttpStatusCode.ServiceUnavailable, $"{path}: {page.Status} {page.Body}");
            Assert.Equal("application/problem+json", page.ContentType);
            Assert.NotNull(page.Headers.GetValueOrDefault("Retry-After"));
        }
    }

    static async Task SignAsync(Stage stage, Person person)
    {
        var mail = (await stage.Mail.ToAsync(person.Who.Email, "Will "))[0];
        await person.SignsThroughAsync(mail);
    }

    static async Task<(string Id, IReadOnlyList<Person> People)> LaunchAsync(Stage stage, Coordinator coordinator)
    {
        var people = People.Of("Tamarisk", 8).Select(who => new Person(stage, who)).ToList();
        var id = await coordinator.LaunchAsync(new
        {
            title = "Let the choir sing",
            language = "en",
            statement = "Let them.",
            window = "PT1H",
            timeZone = "UTC",
            coordinator = Stage.CoordinatorAddress,
            addressees = People.Offices("Tamarisk", 3).Select(office => office.Addressee),
            invitations = people.Select(person => person.Who.Invitation),
        });
        await coordinator.WaitUntilAsync(id, "open");
        foreach (var person in people) await person.ReadsMailAsync("Will ");
        return (id, people);
    }
}
