namespace Campaigns.Tests.Scenarios;

/// <summary>An open campaign with one invited person and one who has filled in the form; neither has signed.</summary>
sealed class ScannerScene : IDisposable
{
    readonly Coordinator coordinator;
    readonly string id;

    ScannerScene(Stage stage, Coordinator coordinator, string id, Person invited, Person asked)
    {
        (this.coordinator, this.id, Invited, Asked) = (coordinator, id, invited, asked);
        Scanners = [.. Enumerable.Range(0, 8).Select(_ => stage.Visitor())];
    }

    public Person Invited { get; }
    public Person Asked { get; }
    public IReadOnlyList<Visitor> Scanners { get; }

    public static async Task<ScannerScene> SetAsync(Stage stage)
    {
        var mark = $"Scan{Guid.NewGuid():N}"[..10];
        var people = People.Of(mark, 2);
        var coordinator = new Coordinator(stage);
        var id = await coordinator.LaunchAsync(new
        {
            title = $"Open the archive, {mark}",
            language = "en",
            statement = "Open it. See [the list](https://example.org/list).",
            window = "PT1H",
            timeZone = "UTC",
            invitations = new[] { people[0].Invitation },
            coordinator = Stage.CoordinatorAddress,
        });
        await coordinator.WaitUntilAsync(id, "open");
        var asked = new Person(stage, people[1]);
        await asked.FillsInThePublicFormAsync(id);
        return new ScannerScene(stage, coordinator, id, new Person(stage, people[0]), asked);
    }

    /// <summary>The page behind an invitation asks for the name; the one behind a confirmation for nothing.</summary>
    public (string, string)[] TypedBy(Person person) => person == Invited ? [("name", person.Who.Name), ("publication", "public")] : [];

    public async Task AssertCountAsync(int signatures)
    {
        Assert.Equal(signatures, (await coordinator.StandingAsync(id)).Organisations);
        Assert.Equal(signatures, (await coordinator.Visitor.ReadJsonAsync($"/campaigns/{id}/signatories.json")).GetArrayLength());
    }

    public void Dispose()
    {
        foreach (var scanner in Scanners) scanner.Dispose();
        Invited.Dispose();
        Asked.Dispose();
        coordinator.Dispose();
    }
}
