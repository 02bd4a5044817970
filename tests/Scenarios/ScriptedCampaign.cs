using System.Text.Json;

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// A campaign launched by a script: a window of 40 seconds, 40 invitations to organisations of 18 countries, two reminders,
/// five offices. Three of the invited never answer; the others sign at once, after the first reminder or after the second;
/// some come through the public form. Everything that is asserted afterwards is in here.
/// </summary>
public sealed class ScriptedCampaign(Stage stage) : IDisposable
{
    public const int Invited = 40;
    const int AtOnce = 18, AfterTheFirst = 12; // the next seven after the second, the last three never
    const int Silent = 3;

    /// <summary>The mark of its people, and so the thing to look for where no person may be named.</summary>
    public const string Mark = "Qalam";
    const string PublicMark = "Qalamo";

    readonly Coordinator coordinator = new(stage);

    public static string Title => "Let our colleague Aram return";
    public Stage Stage => stage;
    public string Id { get; private set; } = "";
    public IReadOnlyList<Person> People { get; } = [.. Scenarios.People.Of(Mark, Invited).Select(who => new Person(stage, who))];

    /// <summary>People who were not invited and found the public page.</summary>
    public IReadOnlyList<Person> Guests { get; } = [.. Scenarios.People.Of(PublicMark, 5).Select(who => new Person(stage, who))];
    public IReadOnlyList<Office> Offices { get; } = Scenarios.People.Offices(Mark, 5);

    /// <summary>Their name is withheld: counted, never shown.</summary>
    public Person Withheld => People[4];

    /// <summary>Only addressees see this name.</summary>
    public Person ForAddressees => People[5];

    /// <summary>Invited, but signs through the public form with the same address.</summary>
    public Person Wanderer => People[6];

    public Standing End { get; private set; } = null!;
    public JsonElement Desk { get; private set; }
    public Page PageAtTheEnd { get; private set; } = null!;
    public string Csv { get; private set; } = "";
    public JsonElement List { get; private set; }
    public IReadOnlyList<Mail> Mails { get; private set; } = [];

    public IEnumerable<Person> Everybody => People.Concat(Guests);
    public IReadOnlyList<Person> Signed => [.. Everybody.Where(person => person.HasSigned)];

    public async Task<ScriptedCampaign> RunAsync()
    {
        Id = await coordinator.LaunchAsync(new
        {
            title = Title,
            language = "en",
            statement = "We **protest**.\n\nLet our colleague return, and [say why](https://example.org/why) he was refused.",
            window = "PT40S",
            timeZone = "Asia/Yerevan",
            signatories = "organisations",
            approval = "automatic",
            addressees = Offices.Select(office => office.Addressee),
            invitations = People.Select(person => person.Who.Invitation),
            reminders = "50%, 80%",
            coordinator = Stage.CoordinatorAddress,
        });
        await Task.WhenAll(People.SkipLast(Silent).Select((person, n) => AnswersAsync(person, n)).Concat(Guests.Select(ComesAlongAsync)));
        End = await coordinator.WaitUntilAsync(Id, "dispatched", "cancelled");
        await LookAtTheEndAsync();
        return this;
    }

    Task AnswersAsync(Person person, int n) =>
        person == Wanderer ? ComesAlongAsync(person)
        : n < AtOnce ? SignsAfterAsync(person, n, "Will ")
        : n < AtOnce + AfterTheFirst ? SignsAfterAsync(person, n, "Reminder: ")
        : SignsAfterTheSecondReminderAsync(person);

    async Task SignsAfterAsync(Person person, int n, string subject)
    {
        var mail = await person.ReadsMailAsync(subject);
        await Task.Delay(200 * (n % 10));
        await person.SignsThroughAsync(mail, person == Withheld ? "name-withheld" : person == ForAddressees ? "addressee-only" : "public");
    }

    async Task SignsAfterTheSecondReminderAsync(Person person)
    {
        var mail = await Eventually.SeeAsync($"a second reminder to {person.Who.Email}", async () =>
            (await stage.Mail.ToAsync(person.Who.Email, "Reminder: ")) is [_, var second, ..] ? second : null);
        await person.SignsThroughAsync(mail);
    }

    async Task ComesAlongAsync(Person person)
    {
        var open = await Eventually.SeeAsync("the campaign opens", async () => (await coordinator.StandingAsync(Id)) is { State: "open" } now ? now : null);
        await person.FillsInThePublicFormAsync(open.Id);
        await person.ConfirmsAsync(Title);
    }

    async Task LookAtTheEndAsync()
    {
        PageAtTheEnd = await coordinator.Visitor.OpenAsync($"/campaigns/{Id}");
        Csv = (await coordinator.Visitor.OpenAsync($"/campaigns/{Id}/signatories.csv")).Body;
        List = await coordinator.Visitor.ReadJsonAsync($"/campaigns/{Id}/signatories.json");
        foreach (var office in Offices) await stage.Mail.WaitForAsync(office.Email, Title);
        await stage.Mail.WaitForAsync(Stage.CoordinatorAddress, $"Sent: {Title}");
        Mails = await stage.Mail.ReadAllAsync();
    }

    public void Dispose()
    {
        coordinator.Dispose();
        foreach (var person in Everybody) person.Dispose();
    }
}
