using System.Text.Json;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

using Mail = Campaigns.Tests.Scenarios.Mail;

/// <summary>
/// One campaign of many that run at once while things break: people invited and people from the public page sign inside a
/// short window, five offices get a letter, a coordinator settles what nobody can know. Everybody tries again, as people do.
/// </summary>
sealed class CrowdCampaign : IDisposable
{
    const int InvitedPeople = 4, OtherPeople = 2, OfficesToWriteTo = 5;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    readonly Stage stage;
    readonly Random random;
    readonly TimeSpan window;
    readonly string mark;
    readonly Coordinator coordinator;

    public CrowdCampaign(Stage stage, int number, int seed, TimeSpan shortest, TimeSpan longest)
    {
        (this.stage, random, mark) = (stage, new(HashCode.Combine(seed, number)), $"{Crowd.Mark}{number:D3}x");
        window = TimeSpan.FromSeconds(Math.Round(shortest.TotalSeconds + (longest - shortest).TotalSeconds * random.NextDouble()));
        coordinator = new(stage);
        Invited = [.. People.Of(mark, InvitedPeople).Select(who => new Person(stage, who))];
        Guests = [.. People.Of(mark + "o", OtherPeople).Select(who => new Person(stage, who))];
        Offices = People.Offices(mark, OfficesToWriteTo);
    }

    public string Id { get; private set; } = "";
    public IReadOnlyList<Person> Invited { get; }
    public IReadOnlyList<Person> Guests { get; }
    public IReadOnlyList<Office> Offices { get; }
    public IEnumerable<Person> Everybody => Invited.Concat(Guests);
    public IReadOnlyList<Person> Signed => [.. Everybody.Where(person => person.HasSigned)];
    public Standing? End { get; private set; }
    public int Retries => coordinator.Visitor.Retries + Everybody.Sum(person => person.Visitor.Retries);
    public int Unknown { get; private set; }
    public int SentAgain { get; private set; }

    string Title => $"Open the archive of {mark}";
    string CoordinatorsAddress => $"{mark.ToLowerInvariant()}-coordinator@example.org";

    public async Task RunAsync()
    {
        Id = await LaunchAsync();
        await Task.WhenAll([.. Invited.Select(AnswersAsync), .. Guests.Select(ComesAlongAsync)]);
        await Eventually.SeeAsync($"campaign {Id} is dispatched", async () => await StateAsync() == "dispatched" ? Id : null, Limit, Pause);
        await SettleLettersAsync();
        await stage.Mail.WaitForAsync(CoordinatorsAddress, $"Sent: {Title}", Limit);
        End = await coordinator.StandingAsync(Id);
    }

    /// <summary>The same launch again is the same campaign: also when storage has forgotten it.</summary>
    Task<string> LaunchAsync() => coordinator.LaunchAsync(
        new
        {
            title = Title,
            language = "en",
            statement = "Open it.",
            window = $"PT{window.TotalSeconds}S",
            timeZone = "Europe/Prague",
            signatories = "organisations",
            addressees = Offices.Select(office => office.Addressee),
            invitations = Invited.Select(person => person.Who.Invitation),
            reminders = "60%",
            coordinator = CoordinatorsAddress,
        },
        $"launch-{mark}");

    /// <summary>The first answer of an invited person, at some moment of the window; one of four never answers.</summary>
    async Task AnswersAsync(Person person)
    {
        if (person == Invited[^1] || await MailAsync(person, Title) is not { } mail) return;
        await WaitAWhileAsync(0.6);
        await SignAsync(person, mail, ("name", person.Who.Name), ("role", "Director"), ("publication", "public"));
    }

    async Task ComesAlongAsync(Person person)
    {
        await Eventually.SeeAsync("the campaign opens", async () => await StateAsync() is not ("scheduled" or "") ? Id : null, Limit, Pause);
        await WaitAWhileAsync(0.4);
        if (!await person.AsksToSignAsync(Id)) return;
        if (await MailAsync(person, "Please confirm your signature") is not { } mail) return;
        await SignAsync(person, mail);
    }

    /// <summary>Storage may have forgotten the campaign for a moment: then the link leads nowhere until it is launched again.</summary>
    async Task SignAsync(Person person, Mail mail, params (string Name, string Value)[] typed)
    {
        while (true)
        {
            var page = await person.Visitor.OpenAsync(mail.ActPath());
            if ((int)page.Status != 404 && (int)(await person.PressesTheButtonAsync(page, typed)).Status != 404) return;
            if (await StateAsync() is not ("scheduled" or "open" or "")) return; // storage has forgotten what this person asked for
            await Task.Delay(Pause);
        }
    }

    /// <summary>Null when none comes while the campaign is open: then this person does not sign.</summary>
    async Task<Mail?> MailAsync(Person person, string subject)
    {
        while (true)
        {
            if ((await stage.Mail.ToAsync(person.Who.Email, subject)) is [var mail, ..]) return mail;
            if (await StateAsync() is not ("scheduled" or "open" or "")) return null;
            await Task.Delay(Pause);
        }
    }

    /// <summary>Empty when there is no such campaign: then whoever launched it does so again.</summary>
    async Task<string> StateAsync()
    {
        var page = await coordinator.Visitor.JsonAsync(HttpMethod.Get, $"/campaigns/{Id}");
        if ((int)page.Status == 200) return page.Json().GetProperty("state").GetString()!;
        Assert.Equal(404, (int)page.Status);
        Forgotten++;
        Assert.Equal(Id, await LaunchAsync());
        return "";
    }

    /// <summary>How often storage had forgotten the whole campaign.</summary>
    public int Forgotten { get; private set; }

    Task WaitAWhileAsync(double share)
    {
        lock (random) return Task.Delay(window * share * random.NextDouble());
    }

    /// <summary>
    /// What a coordinator does about a letter whose fate nobody knows, or that was refused: look whether it arrived, send it
    /// when it did not. Until every office has its letter.
    /// </summary>
    async Task SettleLettersAsync()
    {
        var seen = new HashSet<string>();
        var states = "";
        try
        {
            await Eventually.SeeAsync("every letter has arrived", async () =>
            {
                var letters = (await coordinator.DeskAsync(Id)).GetProperty("letters").GetProperty("list").EnumerateArray().ToList();
                states = string.Join(", ", letters.Select(letter => letter.GetProperty("state").GetString()));
                foreach (var letter in letters.Where(letter => letter.GetProperty("state").GetString() is "unknown" or "rejected"))
                    await SettleAsync(letter, seen);
                var mails = await stage.Mail.ReadAllAsync();
                return Offices.All(office => mails.Any(mail => mail.IsTo(office.Email))) ? Id : null;
            }, Limit, Pause);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The letters of campaign {Id} did not all arrive: {states}");
        }
    }

    async Task SettleAsync(JsonElement letter, HashSet<string> seen)
    {
        var email = letter.GetProperty("email").GetString()!;
        if (seen.Add(email)) Unknown++;
        if ((await stage.Mail.ReadAllAsync()).Any(mail => mail.IsTo(email))) return;
        var answer = await coordinator.ActAsync(Id, "resend", new
        {
            round = letter.GetProperty("round").GetInt32(),
            addressee = letter.GetProperty("addressee").GetInt32(),
            reason = "The mail service has no trace of it.",
        });
        if ((int)answer.Status == 200) SentAgain++;
        else Assert.Equal(409, (int)answer.Status); // it moved meanwhile
    }

    public void Dispose()
    {
        coordinator.Dispose();
        foreach (var person in Everybody) person.Dispose();
    }
}
