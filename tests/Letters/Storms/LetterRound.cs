using System.Text.Json;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Letters.Storms;

using Mail = Campaigns.Tests.Scenarios.Mail;

/// <summary>A campaign that is all letters: nobody signs, a moment after the launch one goes to each office.</summary>
sealed class LetterRound(Coordinator coordinator, string mark, int offices)
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    static readonly string[] OnTheWay = ["waiting", "claimed"];

    /// <summary>What a person has to look after, and sees on the board.</summary>
    static readonly string[] ForAPerson = ["unknown", "rejected", "bounced"];

    public string Id { get; private set; } = "";
    public IReadOnlyList<Office> Offices { get; } = People.Offices(mark, offices);

    public async Task LaunchAsync() => Id = await coordinator.LaunchAsync(
        new
        {
            title = $"Open the archive of {mark}",
            language = "en",
            statement = "Open it.",
            window = "PT2S",
            timeZone = "Europe/Prague",
            signatories = "organisations",
            addressees = Offices.Select(office => office.Addressee),
            coordinator = Stage.CoordinatorAddress,
        },
        $"launch-{mark}");

    public Task BeginsAsync() => StateAsync("dispatching", "dispatched");

    public async Task EndsAsync()
    {
        await StateAsync("dispatched");
        await Eventually.SeeAsync($"the letters of {Id} have left", async () => (await BoardAsync()).Values.Any(state => OnTheWay.Contains(state)) ? null : Id, Limit);
    }

    Task StateAsync(params string[] states) => Eventually.SeeAsync(
        $"campaign {Id} is {states[0]}", async () => await coordinator.StandingAsync(Id) is { State: var state } && states.Contains(state) ? Id : null, Limit);

    /// <summary>By address, what the board says of each letter.</summary>
    public async Task<IReadOnlyDictionary<string, string>> BoardAsync() =>
        (await coordinator.DeskAsync(Id)).GetProperty("letters").GetProperty("list").EnumerateArray()
            .ToDictionary(letter => letter.GetProperty("email").GetString()!, letter => letter.GetProperty("state").GetString()!);

    /// <summary>Nobody twice; nobody without a letter of whom the board does not tell a person; no letter that the board denies.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync(IReadOnlyList<Mail> mails)
    {
        var board = await BoardAsync();
        var wrong = new List<string>();
        foreach (var office in Offices)
        {
            var (letters, state) = (mails.Count(mail => mail.IsTo(office.Email)), board[office.Email]);
            if (letters > 1) wrong.Add($"{Id}: {letters} letters to {office.Email}");
            if (letters == 0 && !ForAPerson.Contains(state)) wrong.Add($"{Id}: no letter to {office.Email}, and the board says {state}");
            if (letters == 1 && state == "rejected") wrong.Add($"{Id}: a letter to {office.Email}, and the board says {state}");
        }
        return wrong;
    }
}
