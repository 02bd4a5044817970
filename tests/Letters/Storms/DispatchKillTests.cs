using System.Globalization;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Letters.Storms;

/// <summary>The app is killed at a random moment of a dispatch to 57 offices, again and again. Set <c>CAMPAIGNS_SEED</c> to repeat a run's moments.</summary>
public sealed class DispatchKillTests(ITestOutputHelper output)
{
    const int Offices = 57;
    /// <summary>A round is over sooner on a fast machine, and the first kill may come too late: then some more are tried, each within the time that the last took.</summary>
    const int MoreKills = 9;

    static int Seed => int.TryParse(Environment.GetEnvironmentVariable("CAMPAIGNS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    [Fact]
    public Task Three_kills() => KillAsync(3);

    [Fact]
    [Trait("Category", "Long")]
    public Task Fifty_kills() => KillAsync(50);

    async Task KillAsync(int kills)
    {
        var (seed, unknown, amid, killed) = (Seed, 0, 0, 0);
        var random = new Random(seed);
        await using var stage = await Stage.StartAsync();
        using var coordinator = new Coordinator(stage);
        var took = TimeSpan.FromSeconds(2);
        for (var n = 1; n <= kills || (amid == 0 && n <= kills + MoreKills); n++)
        {
            var round = new LetterRound(coordinator, $"Larch{n:D2}x", Offices);
            await round.LaunchAsync();
            await round.BeginsAsync();
            var begun = System.Diagnostics.Stopwatch.StartNew();
            await Task.Delay(took * random.NextDouble());
            if ((await coordinator.StandingAsync(round.Id)).State == "dispatching") amid++;
            else took = begun.Elapsed;
            stage.App.Kill();
            killed++;
            await round.EndsAsync();

            var wrong = await round.WrongAsync(await stage.Mail.ReadAllAsync());
            unknown += (await round.BoardAsync()).Values.Count(state => state == "unknown");
            Assert.True(wrong.Count == 0, $"CAMPAIGNS_SEED={seed}, kill {n}\n{string.Join('\n', wrong)}");
        }
        output.WriteLine($"CAMPAIGNS_SEED={seed}: {killed} kills, {amid} amid the letters, {stage.App.Restarts} restarts, {killed * Offices} letters, {unknown} of unknown fate, on the board");
        Assert.Equal(killed, stage.App.Restarts);
        Assert.True(amid > 0, "no kill hit a dispatch");
    }
}
