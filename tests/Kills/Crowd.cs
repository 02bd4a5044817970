using System.Collections.Concurrent;
using System.Diagnostics;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

using Mail = Campaigns.Tests.Scenarios.Mail;

/// <summary>Many campaigns on one stage while things break, and afterwards the account: what was injected, lost, doubled.</summary>
sealed class Crowd(Stage stage, int seed, IReadOnlyDictionary<Blow, int> weights)
{
    /// <summary>In every made-up name, organisation and address of these campaigns.</summary>
    public const string Mark = "Sequoia";

    readonly Havoc havoc = new(stage, seed, weights);
    readonly ConcurrentQueue<string> trouble = [];
    IReadOnlyList<Mail> mails = [];
    TimeSpan took;

    public IReadOnlyList<CrowdCampaign> Campaigns { get; private set; } = [];
    public IReadOnlyDictionary<Blow, int> Struck => havoc.Struck;

    /// <summary>Acknowledged and not counted, or not in a letter.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>A letter that came twice; a name or a count that stands for nobody who was told that they have signed.</summary>
    public List<string> Doubled { get; } = [];

    /// <summary>Campaigns that did not come to their end, and doors that answered what they must not.</summary>
    public IReadOnlyList<string> Trouble => [.. trouble, .. stage.Answered.Wrong];

    /// <param name="peaceAfter">Nothing breaks any more from then on; null: until the last campaign has ended.</param>
    public async Task<Crowd> RunAsync(int count, int atOnce, TimeSpan shortest, TimeSpan longest, TimeSpan? peaceAfter = null)
    {
        var clock = Stopwatch.StartNew();
        Campaigns = [.. Enumerable.Range(1, count).Select(n => new CrowdCampaign(stage, n, seed, shortest, longest))];
        var breaking = havoc.RunAsync();
        if (peaceAfter is { } peace) _ = Task.Delay(peace).ContinueWith(_ => havoc.Stop(), TaskScheduler.Default);
        await Parallel.ForEachAsync(Campaigns, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (campaign, _) => await WatchAsync(campaign));
        havoc.Stop();
        await breaking;
        mails = await stage.Mail.ReadAllAsync();
        took = clock.Elapsed;
        foreach (var campaign in Campaigns.Where(campaign => campaign.End is not null)) Account(campaign);
        foreach (var campaign in Campaigns) campaign.Dispose();
        return this;
    }

    async Task WatchAsync(CrowdCampaign campaign)
    {
        try
        {
            await campaign.RunAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            trouble.Enqueue($"{campaign.Id}: {failure.Message}");
        }
    }

    void Account(CrowdCampaign campaign)
    {
        var (signed, end) = (campaign.Signed, campaign.End!);
        if (end.Organisations < signed.Count) Lost.Add($"{campaign.Id}: counts {end.Organisations} of {signed.Count}");
        var most = campaign.Everybody.Count(MayStand);
        if (end.Organisations > most) Doubled.Add($"{campaign.Id}: counts {end.Organisations}, of at most {most}");
        foreach (var office in campaign.Offices)
        {
            var letters = mails.Where(mail => mail.IsTo(office.Email)).ToList();
            if (letters.Count == 0) Lost.Add($"{campaign.Id}: no letter to {office.Email}");
            if (letters.Count > 1) Doubled.Add($"{campaign.Id}: {letters.Count} letters to {office.Email}");
            foreach (var person in campaign.Everybody)
            {
                var isNamed = letters.Select(letter => letter.Text.Contains(person.Who.Organisation, StringComparison.Ordinal)).ToList();
                if (person.HasSigned && isNamed.Contains(false)) Lost.Add($"{campaign.Id}: {person.Who.Email} is not in the letter to {office.Email}");
                if (!MayStand(person) && isNamed.Contains(true)) Doubled.Add($"{campaign.Id}: {person.Who.Email} is in the letter to {office.Email}");
            }
        }
    }

    /// <summary>
    /// Whoever was told so; and after a crash of storage whoever pressed the button: storage can forget a confirmation before its
    /// receipt is shown, and be given it back by the app later.
    /// </summary>
    bool MayStand(Person person) => person.HasSigned || (weights.ContainsKey(Blow.KillStorage) && person.PressedAt is not null);

    public string Table()
    {
        var all = Campaigns;
        var twice = mails.GroupBy(mail => (mail.To, mail.Subject))
            .Where(same => !same.Key.Subject.StartsWith("Reminder", StringComparison.Ordinal)).Sum(same => same.Count() - 1);
        IEnumerable<(string What, object Value)> rows =
        [
            ($"{all.Count} campaigns", $"seed {seed}"), ("---", "---"), ("time", took),
            .. Enum.GetValues<Blow>().Select(blow => ($"{blow}", (object)havoc.Struck.GetValueOrDefault(blow))),
            ("storage away, in all", havoc.Away), ("slowest recovery", havoc.SlowestRecovery), ("restarts of the app", stage.App.Restarts),
            ("answers", stage.Answered), ("slowest answer", stage.Answered.Slowest), ("people's second tries", all.Sum(one => one.Retries)),
            ("signatures acknowledged", $"{all.Sum(one => one.Signed.Count)} of {all.Sum(one => one.Everybody.Count())} people"),
            ("letters", all.Sum(one => one.Offices.Count)), ("letters of unknown fate", all.Sum(one => one.Unknown)),
            ("of these sent again by a person", all.Sum(one => one.SentAgain)), ("harmless mails that came twice", twice),
            ("campaigns forgotten by storage, launched again", all.Count(one => one.Forgotten > 0)),
            ("lost", Lost.Count), ("doubled", Doubled.Count), ("stuck, or answered wrongly", Trouble.Count),
        ];
        return "\n" + string.Join('\n', rows.Select(row => $"| {row.What} | {(row.Value is TimeSpan time ? $"{time:mm\\:ss\\.f}" : row.Value)} |"));
    }
}
