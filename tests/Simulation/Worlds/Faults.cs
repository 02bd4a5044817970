namespace Campaigns.Tests.Simulation;

/// <summary>What can go wrong in a world.</summary>
[Flags]
enum FaultKinds
{
    None = 0,
    /// <summary>Storage answers 429, 500 or 503, and has done nothing.</summary>
    StorageRefuses = 1,
    /// <summary>Storage did it, or did not, and nobody hears: a broken connection, a time-out of 100 s.</summary>
    StorageLosesAnswers = 2,
    /// <summary>Somebody else seems to have been faster: 409 or 412, also after the change was stored.</summary>
    StorageConflicts = 4,
    StorageIsSlow = 8,
    /// <summary>For seconds or minutes storage does not answer at all.</summary>
    Outages = 16,
    /// <summary>The process dies between two calls, before or after the effect, and starts again later.</summary>
    Deaths = 32,
    /// <summary>An activity fails before it began, or after its effect.</summary>
    ActivitiesFail = 64,
    /// <summary>An activity runs twice, one after the other or at the same time.</summary>
    ActivitiesRunTwice = 128,
    /// <summary>An activity takes longer than it may.</summary>
    ActivitiesAreSlow = 256,
    /// <summary>A doorbell is lost, doubled or late; a start is lost.</summary>
    Bells = 512,
    /// <summary>The mail service answers 429, 500, 502 or 400, or refuses connections.</summary>
    MailRefuses = 1024,
    /// <summary>It accepts, and never answers.</summary>
    MailHangs = 2048,
    /// <summary>Mail bounces, is deferred, or is dropped without a word; events come twice and out of order.</summary>
    MailIsLost = 4096,
    All = 8191,
}

/// <summary>Decides which call is struck by what, at rates that the seed chose for this world.</summary>
sealed class Faults
{
    static readonly Dictionary<FaultKinds, double> Usual = new()
    {
        [FaultKinds.StorageRefuses] = 0.01,
        [FaultKinds.StorageLosesAnswers] = 0.004,
        [FaultKinds.StorageConflicts] = 0.004,
        [FaultKinds.StorageIsSlow] = 0.002,
        [FaultKinds.Outages] = 1,
        [FaultKinds.Deaths] = 0.0005,
        [FaultKinds.ActivitiesFail] = 0.03,
        [FaultKinds.ActivitiesRunTwice] = 0.05,
        [FaultKinds.ActivitiesAreSlow] = 0.01,
        [FaultKinds.Bells] = 0.3,
        [FaultKinds.MailRefuses] = 0.08,
        [FaultKinds.MailHangs] = 0.04,
        [FaultKinds.MailIsLost] = 0.15,
    };

    readonly Dictionary<FaultKinds, (double Rate, Random Luck)> kinds = [];

    public Faults(WorldPlan plan)
    {
        var scale = Seeds.Stream(plan.Seed, "scale");
        foreach (var (kind, rate) in Usual)
        {
            var times = scale.Of(0, 0.3, 1, 1, 1, 3);
            if (plan.Faults.HasFlag(kind)) kinds[kind] = (rate * times, Seeds.Stream(plan.Seed, $"fault {kind}", plan.Salt));
        }
    }

    /// <summary>From the moment it is false, everything works: what is to come to an end comes to it.</summary>
    public bool AreOn { get; set; } = true;

    public bool Strike(FaultKinds kind) => AreOn && kinds.TryGetValue(kind, out var fault) && fault.Luck.Chance(fault.Rate);

    /// <summary>For what follows from a fault: which of its forms, how long.</summary>
    public Random Luck(FaultKinds kind) => kinds[kind].Luck;
}
