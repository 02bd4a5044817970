using Campaigns.Storage;

namespace Campaigns.Tests.Simulation;

/// <summary>
/// One simulated world: storage, mail, one app that dies and comes back, and the people of some campaigns, all in one virtual time
/// and in an order that the seed draws.
/// </summary>
sealed class World
{
    static readonly TimeSpan Afterglow = TimeSpan.FromHours(4);
    static readonly TimeSpan Overtime = TimeSpan.FromDays(1);

    readonly Random keys;
    readonly List<SimulatedCampaign> campaigns = [];
    int processes;
    int outages;

    public World(WorldPlan plan)
    {
        Plan = plan;
        var place = Seeds.Stream(plan.Seed, "world");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + place.NextDouble() * TimeSpan.FromDays(365);
        Order = Seeds.Stream(plan.Seed, "order", plan.Salt);
        keys = Seeds.Stream(plan.Seed, "keys");
        Linger = place.Of(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(3));
        Agenda = new(start, Order);
        Trace = new(() => Agenda.Now);
        Faults = new(plan);
        Planted = new(plan);
        Tables = new(() => Agenda.Now);
        Mail = new(this);
        Watch = new(this);
        Tables.Changed = Watch.Stored;
    }

    public WorldPlan Plan { get; }
    public Agenda Agenda { get; }
    public Random Order { get; }
    public Trace Trace { get; }
    public Faults Faults { get; }
    public Planted Planted { get; }
    public MemoryTables Tables { get; }
    public MailService Mail { get; }
    public Watch Watch { get; }
    public TimeSpan Linger { get; }
    public AppProcess? App { get; private set; }
    public IReadOnlyList<SimulatedCampaign> Campaigns => campaigns;
    public List<string> Violations { get; } = [];
    public bool IsStorageOut => outages > 0 && Faults.AreOn;

    public DateTimeOffset Now => Agenda.Now;

    public void Violate(string what)
    {
        if (Violations.Contains(what)) return;
        Violations.Add(what);
        Trace.Say($"VIOLATION: {what}");
    }

    public DataKey NextKey()
    {
        var secret = new byte[DataKey.Size];
        keys.NextBytes(secret);
        return new(secret);
    }

    public Task SleepAsync(TimeSpan time) => SleepUntilAsync(Now + time);

    public Task SleepUntilAsync(DateTimeOffset at)
    {
        var awake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Agenda.At(at, awake.SetResult);
        return awake.Task;
    }

    /// <summary>A request to whichever process is there.</summary>
    public Task<Reply<T>> AskAsync<T>(Func<AppProcess, Task<T>> request) =>
        App is { IsUp: true } app ? app.AskAsync(request) : Task.FromResult(default(Reply<T>));

    public void Kill(AppProcess process, string when)
    {
        Trace.Say($"Process {process.Number} of the app is killed {when}.");
        process.Die();
        var luck = Faults.Luck(FaultKinds.Deaths);
        Agenda.In(luck.Spread(TimeSpan.FromSeconds(1), luck.Chance(0.1) ? TimeSpan.FromHours(2) : TimeSpan.FromSeconds(30)), Boot);
    }

    /// <summary>Runs to the end, and looks at what came of it.</summary>
    public async Task RunAsync()
    {
        Quiet.RequireOneThread();
        await Quiet.WaitAsync();
        Boot();
        foreach (var place in Plan.Places) campaigns.Add(new(this, place));
        PlanOutages();
        foreach (var campaign in campaigns) campaign.Begin();
        Agenda.In(TimeSpan.FromHours(1), LookWhetherItIsOver);
        await GoOnUntilAsync(() => isOver);
        var verdict = new Verdict(this).GiveAsync();
        await GoOnUntilAsync(() => verdict.IsCompleted);
        await verdict;
    }

    bool isOver;

    async Task GoOnUntilAsync(Func<bool> reached)
    {
        await Quiet.WaitAsync();
        while (!reached() && Agenda.Next() is { } next)
        {
            next.Act();
            await Quiet.WaitAsync();
        }
    }

    void Boot()
    {
        App = new(this, ++processes);
        _ = BootAsync(App);
    }

    async Task BootAsync(AppProcess process)
    {
        try
        {
            await process.BootAsync();
        }
        catch (Exception e) when (process.IsAlive)
        {
            Violate($"The app does not start: {e.GetType().Name}.");
        }
    }

    void PlanOutages()
    {
        if (!Plan.Faults.HasFlag(FaultKinds.Outages)) return;
        var luck = Seeds.Stream(Plan.Seed, "outages", Plan.Salt);
        for (var left = luck.Of(0, 0, 1, 2, 4); left > 0; left--)
        {
            Agenda.In(luck.Spread(TimeSpan.FromMinutes(1), TimeSpan.FromDays(10)), () =>
            {
                outages++;
                var length = luck.Spread(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(40));
                Trace.Say($"Storage does not answer for {length.TotalSeconds:0} s.");
                Agenda.In(length, () => outages--);
            });
        }
    }

    /// <summary>When nothing is to come any more, or should have come long ago, the faults end; what can come to an end then has hours for it.</summary>
    void LookWhetherItIsOver()
    {
        if (campaigns.All(campaign => campaign.IsAtRest) || Now > campaigns.Max(campaign => campaign.LatestEnd) + Overtime)
        {
            Trace.Say("From here on nothing fails any more.");
            Faults.AreOn = false;
            foreach (var campaign in campaigns) campaign.LastCall();
            Agenda.In(Afterglow, () => isOver = true);
        }
        else Agenda.In(TimeSpan.FromHours(1), LookWhetherItIsOver);
    }
}
