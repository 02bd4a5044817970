using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Campaigns.Tests.Scenarios;

/// <summary>The campaign that a script launches, looked at from all sides. It runs once for all of these.</summary>
public sealed partial class ScriptedCampaignTests(SharedRuns runs)
{
    [Fact]
    public async Task EverybodyWhoPressedInTimeHasSignedAndNobodyElse()
    {
        var run = await runs.ScriptedAsync();

        Assert.Equal("dispatched", run.End.State);
        Assert.True(run.Signed.Count > 18, $"only {run.Signed.Count} signed");
        Assert.DoesNotContain(run.People.TakeLast(3), person => person.HasSigned);
        // Whoever pressed well before the deadline was not turned away.
        Assert.Empty(run.Everybody.Where(person => !person.HasSigned && person.PressedAt < run.End.ClosesAt.AddSeconds(-10)).Select(person => person.Who.Email));
        Assert.Equal(run.Signed.Count, run.End.Organisations);
        Assert.Equal(run.Signed.Select(person => person.Who.Country).Distinct().Count(), run.End.Countries);
        Assert.Equal(0, run.End.Individuals);
        Assert.Equal(new StandingLetters(5, 5, run.End.Letters.Delivered, 0, 0), run.End.Letters);
    }

    [Fact]
    public async Task EachInvitedPersonGetsOneInvitation()
    {
        var run = await runs.ScriptedAsync();

        Assert.Equal(
            run.People.Select(person => (person.Who.Email, 1)),
            run.People.Select(person => (person.Who.Email, run.Mails.Count(mail => mail.IsTo(person.Who.Email, "Will ")))));
        Assert.DoesNotContain(run.Mails, mail => run.Guests.Any(guest => mail.IsTo(guest.Who.Email, "Will ") || mail.IsTo(guest.Who.Email, "Reminder: ")));
    }

    /// <summary>Reminders: half and four fifths of the window after the opening, which was 40 s before the deadline.</summary>
    [Fact]
    public async Task RemindersGoToExactlyThoseWhoHadNotAnswered()
    {
        var run = await runs.ScriptedAsync();
        var opened = run.End.ClosesAt.AddSeconds(-40);

        foreach (var person in run.People)
        {
            var reminders = run.Mails.Where(mail => mail.IsTo(person.Who.Email, "Reminder: ")).ToList();
            var least = Due().Count(due => person.AnsweredBy is not { } answered || answered.Started > due.AddSeconds(5));
            var most = Due().Count(due => person.AnsweredBy is not { } answered || answered.Done > due);
            Assert.True(reminders.Count >= least && reminders.Count <= most,
                $"{person.Who.Email}: {reminders.Count} reminders, not {least} to {most}; answered {person.AnsweredBy}, opened {opened:O}");
            Assert.Equal(reminders.Count, reminders.Select(mail => mail.Id).Distinct().Count());
        }
        Assert.Equal([2, 2, 2], run.People.TakeLast(3).Select(person => run.Mails.Count(mail => mail.IsTo(person.Who.Email, "Reminder: "))));

        DateTimeOffset[] Due() => [opened.AddSeconds(20), opened.AddSeconds(32)];
    }

    [Fact]
    public async Task EachOfficeGetsOneLetterWithExactlyTheConfirmedNames()
    {
        var run = await runs.ScriptedAsync();
        var expected = run.Signed.Where(person => person != run.Withheld).Select(person => person.Who.Organisation).Order(StringComparer.Ordinal);

        foreach (var office in run.Offices)
        {
            var letter = Assert.Single(run.Mails, mail => mail.IsTo(office.Email));
            var html = new HtmlParser().ParseDocument(letter.Html);
            Assert.Equal(expected, Names(html.QuerySelectorAll("li").Select(item => item.TextContent.Trim())));
            Assert.Equal(expected, Names(letter.Text.Split('\n').Where(line => line.StartsWith("  - ", StringComparison.Ordinal)).Select(line => line[4..])));
            foreach (var words in (string[])[letter.Text, letter.Shown()])
            {
                Assert.Contains(office.Title, words, StringComparison.Ordinal);
                Assert.Contains("Your Excellency,", words, StringComparison.Ordinal);
                Assert.Contains($"{run.Signed.Count} organisations from {run.End.Countries} countries", words, StringComparison.OrdinalIgnoreCase);
                Assert.Contains(run.End.TextHash, words, StringComparison.Ordinal);
                Assert.DoesNotContain(run.Withheld.Who.Organisation, words, StringComparison.Ordinal);
                Assert.DoesNotContain(run.Everybody.Select(person => person.Who.Email), words.Contains);
            }
        }

        // "Organisation, represented by Name, Role"; a line about withheld names is none.
        static IEnumerable<string> Names(IEnumerable<string> lines) =>
            lines.Where(line => line.Contains(", represented by ", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(", represented by ", StringComparison.Ordinal)])
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task JsonPageCsvAndListSayTheSame()
    {
        var run = await runs.ScriptedAsync();
        var shown = run.Signed.Where(person => person != run.Withheld && person != run.ForAddressees)
            .Select(person => (person.Who.Organisation, person.Who.Country)).Order().ToList();
        var hidden = run.Signed.Count - shown.Count;

        Assert.Contains($"{run.Signed.Count} organisations from {run.End.Countries} countries", run.PageAtTheEnd.Shown, StringComparison.OrdinalIgnoreCase);
        var onThePage = run.PageAtTheEnd.Html.QuerySelectorAll("li").Where(item => item.QuerySelector("li") is null).Select(item => item.TextContent.Trim());
        Assert.Equal(shown.Select(one => one.Organisation).Order(StringComparer.Ordinal),
            onThePage.Where(name => name.Contains(ScriptedCampaign.Mark, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(run.ForAddressees.Who.Organisation, run.PageAtTheEnd.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Withheld.Who.Organisation, run.PageAtTheEnd.Shown, StringComparison.Ordinal);

        var rows = Rows(run.Csv).ToList();
        Assert.Equal(["kind", "name", "country", "confirmedAt", "salt", "leaf"], rows[0]);
        Assert.Equal(shown, rows.Skip(1).Where(row => row[1].Length > 0).Select(row => (row[1], row[2])).Order());
        Assert.Equal(hidden, rows.Skip(1).Count(row => row[1].Length == 0));

        var list = run.List.EnumerateArray().Select(row => (Name: row.GetProperty("name").GetString(), Country: row.GetProperty("country").GetString()!)).ToList();
        Assert.Equal(shown, list.Where(row => row.Name is not null).Select(row => (row.Name!, row.Country)).Order());
        Assert.Equal(hidden, list.Count(row => row.Name is null));
    }

    [Fact]
    public async Task WhoComesTooLateIsToldSoOnAPage()
    {
        var run = await runs.ScriptedAsync();
        var late = run.People[^1];
        var page = await late.Visitor.OpenAsync((await late.ReadsMailAsync("Will ")).ActPath());

        Assert.Equal(System.Net.HttpStatusCode.Gone, page.Status);
        Assert.True(page.IsHtml);
        Assert.DoesNotContain(page.Forms(), form => form.Method == "post");
        var posted = await late.Visitor.PostAsync(page.Path, [new("name", late.Who.Name), new("publication", "public")]);
        Assert.Equal(System.Net.HttpStatusCode.Gone, posted.Status);
        Assert.True(posted.IsHtml);
        Assert.Equal(run.End.Organisations, (await late.Visitor.ReadJsonAsync($"/campaigns/{run.Id}")).GetProperty("organisations").GetInt32());
    }

    /// <summary>RFC 4180; an apostrophe before a formula sign is the product's guard for spreadsheets.</summary>
    static IEnumerable<string[]> Rows(string csv) =>
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line =>
            Cell().Matches(line).Select(cell => cell.Groups["quoted"].Success ? cell.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups["plain"].Value).ToArray());

    [GeneratedRegex("(?:^|,)(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>[^,]*))")]
    private static partial Regex Cell();
}
