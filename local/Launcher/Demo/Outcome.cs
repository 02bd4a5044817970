using System.Text.Json;
using System.Text.RegularExpressions;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>After the last letter: page, JSON, CSV, letters and mails have to tell the same story.</summary>
public sealed partial class Outcome(Findings findings, Visitor reader, Inbox inbox, string coordinator)
{
    static readonly Organisation[] Shown = [.. Cast.Signers.Where(one => one.Publication == Demo.Shown.ToAll)];
    static readonly Organisation[] InLetters = [.. Cast.Signers.Where(one => one.Publication != Demo.Shown.ToNobody)];

    /// <param name="reminderDue">Whoever had signed by then, by <paramref name="signedAt"/>, must not have been reminded.</param>
    public async Task CheckAsync(
        string id, DateTimeOffset reminderDue, IReadOnlyDictionary<Organisation, DateTimeOffset> signedAt, CancellationToken cancellation)
    {
        findings.Tell("Everything has been sent. Do page, JSON, CSV, letters and mails tell the same story?");
        await CheckNumbersAsync(id, cancellation);
        await CheckListsAsync(id, cancellation);
        await CheckLettersAsync(cancellation);
        await CheckMailsAsync(reminderDue, signedAt, cancellation);
    }

    async Task CheckNumbersAsync(string id, CancellationToken cancellation)
    {
        var (organisations, countries, letters) = (Cast.Signers.Count, Walk.Countries(Cast.Signers), Cast.Offices.Count);
        var campaign = await reader.JsonAsync($"/campaigns/{id}", cancellation);
        var counted = campaign.GetProperty("letters");
        findings.Expect("JSON: state", "dispatched", campaign.GetProperty("state").GetString());
        findings.Expect("JSON: organisations, countries, individuals", (organisations, countries, 0),
            (Number(campaign, "organisations"), Number(campaign, "countries"), Number(campaign, "individuals")));
        findings.Expect("JSON: letters total, accepted, delivered, bounced, failed", (letters, letters, letters, 0, 0),
            (Number(counted, "total"), Number(counted, "accepted"), Number(counted, "delivered"), Number(counted, "bounced"), Number(counted, "failed")));

        var page = (await reader.OpenAsync($"/campaigns/{id}", cancellation)).Text;
        findings.Expect($"the page says {organisations} organisations from {countries} countries", true, page.Contains($"{organisations} organisations from {countries} countries", StringComparison.Ordinal));
        findings.Expect($"the page says {letters} letters sent", true, page.Contains($"{letters} letters sent", StringComparison.Ordinal));
    }

    async Task CheckListsAsync(string id, CancellationToken cancellation)
    {
        var json = (await reader.JsonAsync($"/campaigns/{id}/signatories.json", cancellation)).EnumerateArray().ToList();
        var expected = Cast.Signers.Select(one => $"{(Shown.Contains(one) ? one.Name : "")} ({one.Country})").ToList();
        findings.ExpectAll("JSON list: every signatory with its country, withheld names withheld", expected,
            json.Select(row => $"{row.GetProperty("name").GetString()} ({row.GetProperty("country").GetString()})"));

        var csv = Csv.Rows(await reader.TextAsync($"/campaigns/{id}/signatories.csv", cancellation));
        findings.ExpectAll("CSV list: the same", expected, csv.Skip(1).Select(row => $"{row[1]} ({row[2]})"));

        var page = (await reader.OpenAsync($"/campaigns/{id}", cancellation)).Text;
        findings.ExpectAll("the page names those who show their names, and nobody else", Shown.Select(one => one.Name), NamesIn(page));
    }

    async Task CheckLettersAsync(CancellationToken cancellation)
    {
        foreach (var office in Cast.Offices)
        {
            var letters = await inbox.ReadAsync(office.Email, cancellation);
            findings.Expect($"the office of {office.Title} got letters", 1, letters.Length);
            if (letters is not [var letter]) continue;

            findings.ExpectAll($"its letter names those who show their names to offices", InLetters.Select(one => one.Name), ListedIn(letter));
            findings.Expect("its letter counts the withheld names", Cast.Signers.Count - InLetters.Length, WithheldIn(letter));
            findings.Expect($"its letter begins with \"{office.Salutation}\" and says {Cast.Signers.Count} and {Walk.Countries(Cast.Signers)}", true,
                letter.Text.Contains(office.Salutation, StringComparison.Ordinal) && Signed().Match(letter.Text) is { Success: true } match
                && match.Groups[1].Value == $"{Cast.Signers.Count}" && match.Groups[2].Value == $"{Walk.Countries(Cast.Signers)}");
        }
    }

    async Task CheckMailsAsync(DateTimeOffset reminderDue, IReadOnlyDictionary<Organisation, DateTimeOffset> signedAt, CancellationToken cancellation)
    {
        await Wait.UntilAsync("the report to the coordinator", TimeSpan.FromSeconds(30),
            async () => ToDesk(await inbox.ReadAsync(coordinator, cancellation)) >= 2, cancellation);
        var mails = (await inbox.ReadAsync(cancellation: cancellation)).ToLookup(mail => mail.To);
        findings.ExpectAll("the silent ones were reminded, once each", Cast.Silent.Select(one => $"{one.Name}: 2 mails"), Cast.Silent.Select(Mails));
        var inTime = Cast.Signers.Where(one => signedAt[one] < reminderDue).ToList();
        findings.ExpectAll("nobody who had signed got a second mail", inTime.Select(one => $"{one.Name}: 1 mails"), inTime.Select(Mails));
        findings.Expect("the coordinator got the desk's address and the report", 2, ToDesk(mails[coordinator]));

        string Mails(Organisation one) => $"{one.Name}: {mails[one.Email].Count()} mails";
    }

    static int ToDesk(IEnumerable<ReceivedMail> mails) => mails.Count(mail => mail.Text.Contains("/desk/", StringComparison.Ordinal));

    static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    static IEnumerable<string> NamesIn(string text) =>
        Cast.Signers.Concat(Cast.Silent).Append(Cast.TooLate).Append(Cast.ChangesItsMind).Select(one => one.Name).Where(name => text.Contains(name, StringComparison.Ordinal));

    /// <summary>A letter lists one organisation a line: its name, a comma, who represented it.</summary>
    static IEnumerable<string> ListedIn(ReceivedMail letter) =>
        from item in Items(letter)
        where !char.IsAsciiDigit(item[0])
        select InLetters.FirstOrDefault(one => item == one.Name || item.StartsWith(one.Name + ",", StringComparison.Ordinal))?.Name ?? item;

    /// <summary>"2 names withheld", a line for each country that has any.</summary>
    static int WithheldIn(ReceivedMail letter) => Items(letter).Where(item => char.IsAsciiDigit(item[0])).Sum(item => int.Parse(item.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    static IEnumerable<string> Items(ReceivedMail letter) =>
        letter.Text.Split('\n').Where(line => line.StartsWith("  - ", StringComparison.Ordinal)).Select(line => line[4..].Trim());

    // "Signed by 37 organisations from 18 countries", in the letter's language; the first line with two numbers.
    [GeneratedRegex(@"^\D*\b(\d+)\b\D+\b(\d+)\b\D*$", RegexOptions.Multiline)]
    private static partial Regex Signed();
}
