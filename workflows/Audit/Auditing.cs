using System.Collections.Concurrent;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Audit;

/// <summary>What somebody is about to do.</summary>
/// <param name="Role"><c>operator</c>, <c>coordinator</c>, <c>watcher</c> (who is refused) or <c>key</c>.</param>
/// <param name="Email">Of who is signed in; null for the key.</param>
/// <param name="Asked">As <see cref="AuditFacts.Asked"/>.</param>
public sealed record AuditAct(string Action, string Subject, string Role, string? Email, string? Reason, IEnumerable<KeyValuePair<string, string>> Asked)
{
    /// <summary>Facts that only who carries it out knows; they stand in the row of the outcome. No personal data.</summary>
    public ConcurrentDictionary<string, string> Told { get; } = new();
}

/// <summary>
/// Stands around every act: a row before it, or it is not carried out; a row after it, with what became of it. Should the process die in between, the
/// first row stands alone, and <see cref="AuditFinding.Unfinished"/> names it: nothing is done unseen.
/// </summary>
public sealed class Auditing(AuditTrail trail, AuditFacts facts, TimeProvider time, ILogger<Auditing> log)
{
    static readonly TimeSpan BetweenReads = TimeSpan.FromHours(1);
    const int ReadsKept = 10_000;

    readonly ConcurrentDictionary<string, long> read = new();

    /// <param name="outcome">The HTTP status of the answer: from 400 on it was refused.</param>
    /// <exception cref="Azure.RequestFailedException">The first row could not be written: nothing was done.</exception>
    public async Task<T> CarryOutAsync<T>(AuditAct act, Func<Task<T>> carryOut, Func<T, int> outcome, CancellationToken cancellation = default)
    {
        var id = Base32.Random(16);
        var network = await BeginAsync(act, id, cancellation);
        T result;
        try
        {
            result = await carryOut();
        }
        catch (Exception e)
        {
            act.Told["failure"] = e.GetType().Name;
            await EndAsync(act, id, AuditPart.Failed, network);
            throw;
        }
        var status = outcome(result);
        if (status >= 400) act.Told["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await EndAsync(act, id, status >= 400 ? AuditPart.Refused : AuditPart.Done, network);
        return result;
    }

    /// <summary>Writes down that somebody reads this; once in an hour for each subject.</summary>
    public async Task ReadAsync(AuditAct act, CancellationToken cancellation = default)
    {
        var name = $"{act.Subject}|{act.Email}";
        if (read.TryGetValue(name, out var at) && time.GetElapsedTime(at) < BetweenReads) return;
        var (now, network) = await facts.NowAsync(act.Subject, cancellation);
        await trail.AppendAsync(new(Base32.Random(16), AuditPart.Read, act.Role, act.Email, act.Action, act.Subject, network, AuditFacts.Json(now), null, null), cancellation);
        if (read.Count >= ReadsKept) read.Clear();
        read[name] = time.GetTimestamp();
    }

    /// <summary>As rows name this person, for an act that concerns them.</summary>
    public Task<string> PersonAsync(string email, CancellationToken cancellation = default) => trail.PersonAsync(email, cancellation);

    async Task<string> BeginAsync(AuditAct act, string id, CancellationToken cancellation)
    {
        var (now, network) = await facts.NowAsync(act.Subject, cancellation);
        foreach (var (name, value) in act.Asked) now[name] = value;
        var isNetwork = act.Action.StartsWith("networks.", StringComparison.Ordinal);
        if (isNetwork) network = act.Subject;
        var key = act.Reason is null ? null : await trail.KeyOfAsync(act.Subject, cancellation);
        await trail.AppendAsync(new(id, AuditPart.Begun, act.Role, act.Email, act.Action, act.Subject, network, AuditFacts.Json(now), act.Reason, key), cancellation);
        return network;
    }

    /// <summary>What was done is done: that its end could not be written down takes nothing back, and the row of its beginning stands.</summary>
    async Task EndAsync(AuditAct act, string id, string part, string network)
    {
        try
        {
            var (now, _) = await facts.NowAsync(act.Subject, CancellationToken.None);
            foreach (var (name, value) in act.Told) now[name] = value;
            await trail.AppendAsync(new(id, part, act.Role, act.Email, act.Action, act.Subject, network, AuditFacts.Json(now), null, null), CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogError("The end of {Action} could not be written to the audit trail: {Kind}", act.Action, e.GetType().Name);
        }
    }
}
