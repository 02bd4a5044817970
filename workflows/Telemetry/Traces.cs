using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Telemetry;

/// <summary>
/// Spans. All that happens to one signature, from the posted form over the mail to a withdrawal months later, is one trace, and so is all that happens to
/// one round of letters: the trace's id is made of what it is about, so nothing has to be stored or handed on, and processes that never met
/// write into the same trace. What is told is ids; a signature's is the keyed hash that names its row.
/// </summary>
public static class Traces
{
    /// <summary>The name of the source, for whoever listens.</summary>
    public const string Source = "Campaigns";

    static readonly ActivitySource Spans = new(Source);

    /// <summary>Whether anybody listens.</summary>
    public static bool AreHeard => Spans.HasListeners();

    /// <summary>Something that happens to one signature. Null when nobody listens.</summary>
    public static OwnTrace? OfSignature(string name, string campaignId, string row) => About(name, $"signature|{campaignId}|{row}", campaignId);

    /// <summary>Something that happens in one round of letters.</summary>
    public static OwnTrace? OfRound(string name, string campaignId, int round) => About(name, $"round|{campaignId}|{round}", campaignId)?.SetTag("campaigns.round", round);

    /// <summary>A part of what goes on now: a storage call, a mail.</summary>
    public static Activity? Part(string name, ActivityKind kind = ActivityKind.Internal) => Spans.StartActivity(name, kind);

    /// <summary>A beginning of its own, whatever goes on around it: a visitor, a timer. What a visitor says of traces is not believed.</summary>
    public static Activity? Beginning(string name, ActivityKind kind)
    {
        Activity.Current = null;
        return Spans.StartActivity(name, kind);
    }

    /// <summary>One piece of work for many: belongs to none of their traces and points to each.</summary>
    public static Activity? ForMany(string name, IEnumerable<ActivityContext> whom)
    {
        Activity.Current = null;
        if (!AreHeard) return null;
        return Spans.StartActivity(name, ActivityKind.Internal, default(ActivityContext), links: whom.Where(one => one != default).Select(one => new ActivityLink(one)));
    }

    /// <summary>What one of the many waited for: stands in its own trace for as long as the work has taken until now, and points to the work.</summary>
    public static void Share(string name, ActivityContext whose, Activity? work)
    {
        if (work is null || whose == default) return;
        using var _ = Spans.StartActivity(name, ActivityKind.Internal, whose, links: [new(work.Context)], startTime: work.StartTimeUtc);
    }

    /// <summary>That it failed, and how: the type's name. A message may quote what people wrote.</summary>
    public static void Failed(this Activity? span, Exception error) => span?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);

    static OwnTrace? About(string name, string what, string campaignId)
    {
        if (!AreHeard) return null;
        var (around, trace) = (Activity.Current, new ActivityContext(TraceIdOf(what), default, ActivityTraceFlags.Recorded));
        ActivityLink[] links = around is null ? [] : [new(around.Context)];
        Activity.Current = null; // or it would be the parent, which stands in another trace
        if (Spans.StartActivity(name, ActivityKind.Internal, trace, links: links) is { } span) return new(span.SetTag("campaigns.campaign", campaignId), around);
        Activity.Current = around;
        return null;
    }

    internal static ActivityTraceId TraceIdOf(string what) => ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));
}

/// <summary>A span without a parent, in a trace of its own. When it ends, what goes on around it goes on.</summary>
public sealed class OwnTrace(Activity span, Activity? around) : IDisposable
{
    public OwnTrace SetTag(string name, object? value)
    {
        span.SetTag(name, value);
        return this;
    }

    public void Dispose()
    {
        span.Dispose();
        Activity.Current = around;
    }
}
