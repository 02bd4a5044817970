using System.Globalization;

namespace Campaigns.Tests.Scenarios;

/// <summary>The app dies 20 times at random moments, and the campaign ends as if nothing had happened.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>Set <c>CAMPAIGNS_SEED</c> to repeat a run.</summary>
    static int Seed => int.TryParse(Environment.GetEnvironmentVariable("CAMPAIGNS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    [Fact]
    [Trait("Category", "Long")]
    public async Task TwentyKillsLoseNothingAndRepeatNoLetter()
    {
        var seed = Seed;
        output.WriteLine($"CAMPAIGNS_SEED={seed}");
        await using var stage = await Stage.StartAsync();
        using var run = new KilledCampaign(stage, seed);

        await run.RunAsync();

        var signed = run.Everybody.Where(person => person.HasSigned).ToList();
        output.WriteLine($"{run.Kills} kills, {stage.App.Restarts} restarts, {signed.Count} signed, {run.Everybody.Sum(person => person.Visitor.Retries)} retries; " +
            $"{run.Unknown} letters unknown, {run.SentAgain} sent again; {Twice(run)} harmless mails came twice.");
        foreach (var reason in run.Reasons.GroupBy(reason => reason)) output.WriteLine($"{reason.Count()} × {reason.Key}");
        Assert.Equal(20, run.Kills);
        Assert.True(run.Unknown > 0, "no kill hit a letter on its way");
        AssertCountIsThatOf(signed, run);
        AssertLetters(signed, run);
        AssertReminders(run);
    }

    static void AssertCountIsThatOf(List<Person> signed, KilledCampaign run)
    {
        Assert.True(signed.Count >= 10, $"only {signed.Count} could sign");
        Assert.Equal(signed.Count, run.End.Organisations);
        Assert.Equal(signed.Select(person => person.Who.Country).Distinct().Count(), run.End.Countries);
    }

    static void AssertLetters(List<Person> signed, KilledCampaign run)
    {
        Assert.All(run.Offices, office =>
        {
            var letters = run.Mails.Where(mail => mail.IsTo(office.Email)).ToList();
            Assert.True(letters.Count == 1, $"{office.Email} got {letters.Count} letters");
            Assert.All(run.Everybody, person => Assert.Equal(person.HasSigned, letters[0].Text.Contains(person.Who.Organisation, StringComparison.Ordinal)));
        });
        Assert.Equal(new StandingLetters(run.Offices.Count, run.Offices.Count, run.End.Letters.Delivered, 0, 0), run.End.Letters);
    }

    /// <summary>A reminder that was written before the answer may arrive a moment after it; none is written afterwards.</summary>
    static void AssertReminders(KilledCampaign run)
    {
        foreach (var person in run.Everybody)
        {
            var reminders = run.Mails.Where(mail => mail.IsTo(person.Who.Email, "Reminder: ")).ToList();
            Assert.DoesNotContain(reminders, mail => person.AcknowledgedAt is { } done && mail.ReceivedAt > done.AddSeconds(5));
        }
    }

    static int Twice(KilledCampaign run) =>
        run.Mails.GroupBy(mail => (mail.To, mail.Subject)).Where(same => !same.Key.Subject.StartsWith("Reminder: ", StringComparison.Ordinal)).Sum(same => same.Count() - 1);
}
