using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Letters.Storms;

/// <summary>The mail service refuses, fails, hangs, bounces, defers, drops and repeats itself: nobody twice, nobody silently without.</summary>
public sealed class MailStormTests(ITestOutputHelper output)
{
    /// <summary>Together 30 % of all that is sent.</summary>
    static readonly (string Fault, double Rate)[] Faults =
        [("429", .05), ("500", .05), ("accept-then-hang", .04), ("bounce", .04), ("defer", .04), ("drop", .04), ("duplicate-events", .04)];

    [Fact]
    public Task Eight_rounds() => StormAsync(8, atOnce: 4);

    [Fact]
    [Trait("Category", "Long")]
    public Task Two_hundred_rounds() => StormAsync(200, atOnce: 10);

    async Task StormAsync(int rounds, int atOnce)
    {
        await using var stage = await Stage.StartAsync(environment: ("SendGrid__TimeoutSeconds", "3"));
        using var coordinator = new Coordinator(stage);
        var all = Enumerable.Range(1, rounds).Select(n => new LetterRound(coordinator, $"Cedar{n:D3}x", 10)).ToList();
        var gone = all[0].Offices[0].Email; // chance may spare all the others
        await stage.Mail.SetFaultsAsync([new { match = new { to = gone }, @do = "bounce" }, .. Faults.Select(one => (object)new { @do = one.Fault, rate = one.Rate })]);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (round, _) =>
        {
            await round.LaunchAsync();
            await round.EndsAsync();
        });
        await stage.Mail.SetFaultsAsync([]);
        await SettlesAsync(all);

        var mails = await stage.Mail.ReadAllAsync();
        var states = new List<string>();
        var wrong = new List<string>();
        foreach (var round in all)
        {
            states.AddRange((await round.BoardAsync()).Values);
            wrong.AddRange(await round.WrongAsync(mails));
        }
        output.WriteLine($"{rounds} rounds, {states.Count} letters, {mails.Count(mail => mail.To.Contains("-office", StringComparison.Ordinal))} mails: "
            + string.Join(", ", states.CountBy(state => state).OrderByDescending(one => one.Value).Select(one => $"{one.Value} {one.Key}")));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal("bounced", (await all[0].BoardAsync())[gone]);
    }

    /// <summary>Until the events of what did arrive have been told: letters that are deferred or of unknown fate come to know it, those that hang or are dropped never do.</summary>
    static async Task SettlesAsync(IReadOnlyList<LetterRound> all)
    {
        var before = "";
        for (var calm = 0; calm < 4; await Task.Delay(500))
        {
            var now = string.Join(' ', (await Task.WhenAll(all.Select(round => round.BoardAsync()))).SelectMany(board => board.Values));
            calm = now == before && !now.Contains("deferred", StringComparison.Ordinal) ? calm + 1 : 0;
            before = now;
        }
    }
}
