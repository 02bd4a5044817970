using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>What storage held of one campaign, and when: seen from outside, transaction by transaction.</summary>
sealed class CampaignFacts
{
    static readonly SignatureState[] Signed = [SignatureState.Confirmed, SignatureState.InVetting];

    readonly List<(DateTimeOffset At, Campaign Campaign)> rows = [];
    readonly Dictionary<string, List<(DateTimeOffset At, SignatureState? State)>> signatures = [];

    public Campaign? Row => rows.Count == 0 ? null : rows[^1].Campaign;
    public DateTimeOffset? ClosesAt => Row?.ClosesAt;
    public DateTimeOffset? ChangedAt => rows.Count == 0 ? null : rows[^1].At;

    /// <summary>When the activity of a reminder first began.</summary>
    public Dictionary<int, DateTimeOffset> RemindersBegun { get; } = [];

    public void Note(DateTimeOffset at, Campaign campaign) => rows.Add((at, campaign));

    public void Note(DateTimeOffset at, string signature, SignatureState? state) =>
        (signatures.TryGetValue(signature, out var known) ? known : signatures[signature] = []).Add((at, state));

    /// <summary>Whether, by what was stored then, nobody could sign any more.</summary>
    public bool WasOver(DateTimeOffset then) =>
        rows.LastOrDefault(row => row.At < then).Campaign is { } campaign && campaign.Phase != Phase.Scheduled && Plan.WindowAt(campaign, then) == SigningWindow.Over;

    public bool HadSigned(string signature, DateTimeOffset then) => Signed.Cast<SignatureState?>().Contains(StateAt(signature, then));

    /// <summary>True: answered all the time; false: silent all the time; null: it changed.</summary>
    public bool? HadAnswered(string signature, DateTimeOffset from, DateTimeOffset to)
    {
        var states = signatures.GetValueOrDefault(signature, []).Where(entry => entry.At >= from && entry.At <= to).Select(entry => entry.State)
            .Prepend(StateAt(signature, from)).Select(state => state is not (null or SignatureState.Pending)).Distinct().ToList();
        return states.Count == 1 ? states[0] : null;
    }

    /// <summary>Whether it was in this state all the time (null: not in the book).</summary>
    public bool WasAlways(SignatureState? state, string signature, DateTimeOffset from, DateTimeOffset to) =>
        signatures.GetValueOrDefault(signature, []).Where(entry => entry.At >= from && entry.At <= to).Select(entry => entry.State).Prepend(StateAt(signature, from)).All(one => one == state);

    SignatureState? StateAt(string signature, DateTimeOffset then) =>
        signatures.GetValueOrDefault(signature, []).LastOrDefault(entry => entry.At < then).State;
}
