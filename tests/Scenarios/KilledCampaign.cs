using System.Diagnostics;
using System.Text.Json;

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// A campaign during which the app is killed 20 times at random moments, from the launch to the last letter, while people
/// sign. Whoever loses a connection tries again, as people do. What remains uncertain about a letter is settled at the desk.
/// </summary>
sealed class KilledCampaign(Stage stage, int seed) : IDisposable
{
    const int KillsWhileOpen = 14, KillsAfterTheClose = 6;
    static readonly TimeSpan Window = TimeSpan.FromSeconds(100);

    readonly Coordinator coordinator = new(stage);
    readonly Random random = new(seed);

    public static string Title => "Stop the eviction of the Ember house";
    public string Id { get; private set; } = "";
    public IReadOnlyList<Person> Invited { get; } = [.. People.Of("Ember", 30).Select(who => new Person(stage, who))];
    public IReadOnlyList<Person> Guests { get; } = [.. People.Of("Embero", 8).Select(who => new Person(stage, who))];
    public IReadOnlyList<Office> Offices { get; } = People.Offices("Ember", 40);
    public IEnumerable<Person> Everybody => Invited.Concat(Guests);
    public Standing End { get; private set; } = null!;
    public IReadOnlyList<Mail> Mails { get; private set; } = [];
    public int Kills { get; private set; }

    /// <summary>Letters of which the ledger could not say whether they left.</summary>
    public int Unknown { get; private set; }

    /// <summary>Why, in the ledger's words.</summary>
    public List<string> Reasons { get; } = [];

    /// <summary>Of these the ones that the mail room had never seen, and that the coordinator sent again.</summary>
    public int SentAgain { get; private set; }

    public async Task RunAsync()
    {
        var launch = LaunchAsync();
        var kills = KillAsync(launch);
        await launch;
        await Task.WhenAll([kills, .. Invited.Skip(3).Select(AnswersAsync), .. Guests.Select(ComesAlongAsync)]);
        End = await coordinator.WaitUntilAsync(Id, "dispatched");
        await SettleLettersAsync();
        await stage.Mail.WaitForAsync(Stage.CoordinatorAddress, $"Sent: {Title}");
        End = await coordinator.StandingAsync(Id);
        Mails = await stage.Mail.ReadAllAsync();
    }

    /// <summary>The launch is repeated with the same key when its answer is lost.</summary>
    async Task LaunchAsync() => Id = await coordinator.LaunchAsync(
        new
        {
            title = Title,
            language = "en",
            statement = "Let them stay.",
            window = $"PT{Window.TotalSeconds}S",
            timeZone = "Europe/Paris",
            signatories = "organisations",
            addressees = Offices.Select(office => office.Addressee),
            invitations = Invited.Select(person => person.Who.Invitation),
            reminders = "30%, 60%, PT20S",
            coordinator = Stage.CoordinatorAddress,
        },
        $"launch-{seed}");

    async Task KillAsync(Task launch)
    {
        var gap = Window / KillsWhileOpen;
        await PauseAsync(TimeSpan.FromSeconds(1)); // while it is being launched
        for (var n = 0; n < KillsWhileOpen; n++)
        {
            Kill();
            await PauseAsync(gap * 2);
        }

        await launch;
        await KillBothDuringTheLettersAsync();
        for (var n = 1; n < KillsAfterTheClose; n++)
        {
            await stage.App.WaitUntilItAnswersAsync();
            await PauseAsync(TimeSpan.FromSeconds(1.5));
            Kill();
        }
    }

    /// <summary>
    /// The worst moment: letters are claimed and asked for, the mail service has gone silent, and both die. Nobody can know
    /// from the ledger whether these letters left; they did not, and only a person may find that out.
    /// </summary>
    async Task KillBothDuringTheLettersAsync()
    {
        var now = await coordinator.StandingAsync(Id);
        var wait = now.ClosesAt - TimeSpan.FromSeconds(1) - DateTimeOffset.UtcNow;
        if (now.State == "open" && wait > TimeSpan.Zero) await Task.Delay(wait);
        stage.SilenceTheMailRoom();
        await Eventually.SeeAsync("letters are claimed", async () => await LettersAsync("claimed") is [_, ..] claimed ? claimed : null);
        Kill();
        stage.KillTheMailRoom();
    }

    async Task<List<JsonElement>> LettersAsync(string state) =>
        [.. (await coordinator.DeskAsync(Id)).GetProperty("letters").GetProperty("list").EnumerateArray().Where(letter => letter.GetProperty("state").GetString() == state)];

    void Kill()
    {
        stage.App.Kill();
        Kills++;
    }

    Task PauseAsync(TimeSpan longest)
    {
        lock (random) return Task.Delay(longest * random.NextDouble());
    }

    /// <summary>An answer to the invitation or to a reminder, whichever is read first, at some moment of the window.</summary>
    async Task AnswersAsync(Person person)
    {
        await PauseAsync(Window * 0.8);
        if (await FirstMailAsync(person, Title) is { } mail) await person.SignsThroughAsync(mail);
    }

    async Task ComesAlongAsync(Person person)
    {
        await coordinator.WaitUntilAsync(Id, "open", "closed", "dispatching", "dispatched");
        await PauseAsync(Window * 0.7);
        await person.FillsInThePublicFormAsync(Id);
        if (await FirstMailAsync(person, "Please confirm your signature") is { } mail)
            await person.PressesTheButtonAsync(await person.Visitor.OpenAsync(mail.ActPath()));
    }

    /// <summary>Null when none comes while the campaign is open: then this person does not sign.</summary>
    async Task<Mail?> FirstMailAsync(Person person, string subject)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Window * 2)
        {
            if ((await stage.Mail.ToAsync(person.Who.Email, subject)) is [var mail, ..]) return mail;
            if ((await coordinator.StandingAsync(Id)).State is not ("scheduled" or "open")) return null;
            await Task.Delay(500);
        }
        return null;
    }

    /// <summary>What a coordinator does about letters that the desk calls unknown: look whether they arrived, send those that did not.</summary>
    async Task SettleLettersAsync()
    {
        foreach (var letter in await LettersAsync("unknown"))
        {
            Unknown++;
            Reasons.Add(letter.GetProperty("reason").GetString() ?? "");
            var email = letter.GetProperty("email").GetString()!;
            if ((await stage.Mail.ReadAllAsync()).Any(mail => mail.IsTo(email))) continue;
            var answer = await coordinator.ActAsync(Id, "resend", new
            {
                round = letter.GetProperty("round").GetInt32(),
                addressee = letter.GetProperty("addressee").GetInt32(),
                reason = "The mail service has no trace of it.",
            });
            Assert.True(answer.Status == System.Net.HttpStatusCode.OK, $"{answer.Status} {answer.Body}");
            SentAgain++;
        }
    }

    public void Dispose()
    {
        coordinator.Dispose();
        foreach (var person in Everybody) person.Dispose();
    }
}
