using System.Diagnostics.Metrics;
using Campaigns.Alarms;

namespace Campaigns.Telemetry;

/// <summary>
/// What can be counted and timed. Tags have few values and never name a campaign or a person: a number that nobody can group costs nothing.
/// Times are in seconds.
/// </summary>
public static class Meters
{
    /// <summary>The name of the meter, for whoever listens.</summary>
    public const string Name = "Campaigns";

    /// <summary>How times are told apart, in seconds: from a fast storage call to a step that is an hour late.</summary>
    public static readonly IReadOnlyList<double> Steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600];

    static readonly Meter Meter = new(Name);

    /// <summary>Signatures that changed their state; <c>state</c> is the new one.</summary>
    public static readonly Counter<long> Signatures = Meter.CreateCounter<long>("signatures", "{signature}", "Signatures that changed their state, by the new one");

    /// <summary>Mails that were handed to the mail service; <c>outcome</c>: sent, rejected, busy, unknown.</summary>
    public static readonly Counter<long> Mails = Meter.CreateCounter<long>("mails", "{mail}", "Mails by kind and outcome");

    /// <summary>Letters that changed their state.</summary>
    public static readonly Counter<long> Letters = Meter.CreateCounter<long>("letters", "{letter}", "Letters that changed their state, by the new one");

    /// <summary>How long after it was due a step began.</summary>
    public static readonly Histogram<double> Lateness = Time("step.lateness", "How long after it was due a step of a campaign began");

    /// <summary>Tries of steps that failed and are made again.</summary>
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("step.retries", "{try}", "Steps that failed and are tried again");

    /// <summary>Runs of orchestrators: each but the first of an instance is a replay.</summary>
    public static readonly Counter<long> Replays = Meter.CreateCounter<long>("orchestrator.runs", "{run}", "Runs of orchestrators, replays included");

    /// <summary>Doors, timers and activities: <c>function</c> and <c>outcome</c>.</summary>
    public static readonly Histogram<double> Functions = Time("function.duration", "Doors, timers and activities");

    /// <summary>What was decided at the entrance; <c>event</c> (SignedIn, NotSignedIn, Refused, InputRefused) and <c>why</c>.</summary>
    public static readonly Counter<long> Entrance = Meter.CreateCounter<long>("entrance", "{decision}", "Sign-ins, refusals and input that was not taken, by kind and reason");

    /// <summary>Calls of storage: <c>operation</c>, <c>table</c> and <c>status</c>.</summary>
    public static readonly Histogram<double> Storage = Time("storage.duration", "Calls of storage, each try for itself");

    static volatile Measurement<int>[] alarms = [];
    static volatile int waiting, oldest;

    static Meters()
    {
        Meter.CreateObservableGauge("alarms", () => alarms, "{alarm}", "Alarms that are red, by kind, when the watchdog last looked");
        Meter.CreateObservableGauge("outbox.waiting", () => waiting, "{mail}", "Mails that had not left when it was last looked at, each minute");
        Meter.CreateObservableGauge("outbox.oldest", () => oldest, "s", "How long the oldest of them had waited");
    }

    /// <summary>What the watchdog found. A kind that is mended is told once more, as 0.</summary>
    public static void Watched(IEnumerable<AlarmKind> red)
    {
        var counts = red.CountBy(kind => kind).ToDictionary();
        alarms = [.. Enum.GetValues<AlarmKind>().Select(kind => new Measurement<int>(counts.GetValueOrDefault(kind), Tag("kind", kind)))];
    }

    /// <summary>What waits in the outbox.</summary>
    public static void Waits(int mails, TimeSpan longest) => (waiting, oldest) = (mails, (int)longest.TotalSeconds);

    static Histogram<double> Time(string name, string about) => Meter.CreateHistogram<double>(name, "s", about, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Steps });

    public static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value.ToString());
}
