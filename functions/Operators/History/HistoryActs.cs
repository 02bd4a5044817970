using System.Collections.Immutable;

namespace Campaigns.Functions.Operators.History;

/// <summary>Puts the events of a history together: question and answer, the tries of one thing, timers that nobody waits for any more. Pure.</summary>
public static class HistoryActs
{
    static readonly string[] Ends = ["ExecutionCompleted", "ExecutionFailed", "ExecutionTerminated", "ContinueAsNew"];
    static readonly string[] Questions = ["TaskScheduled", "SubOrchestrationInstanceCreated", "TimerCreated"];

    /// <param name="events">Oldest first.</param>
    /// <returns>In the order in which each began.</returns>
    public static ImmutableArray<HistoryAct> Of(IReadOnlyList<HistoryEvent> events)
    {
        var asked = events.Where(one => Questions.Contains(one.Kind)).Select(one => one.Id).ToHashSet();
        var answers = events.Where(one => one.Answers is { } id && asked.Contains(id)).GroupBy(one => one.Answers!.Value).ToDictionary(group => group.Key, group => group.First());
        var timers = new Timers(events);
        var acts = new List<HistoryAct>();
        var failed = new Dictionary<(string, string?), int>(); // what failed, and may be tried again: its act
        for (var at = 0; at < events.Count; at++)
        {
            var one = events[at];
            if (one.Answers is { } question && answers.GetValueOrDefault(question) == one) continue;
            if (!Questions.Contains(one.Kind)) acts.Add(Fact(one));
            else if (one.Kind == "TimerCreated") acts.Add(Timer(one, answers.GetValueOrDefault(one.Id), timers.IsCancelled(at)));
            else Ask(acts, failed, one, answers.GetValueOrDefault(one.Id), timers.IsOver);
        }
        return [.. acts];
    }

    static void Ask(List<HistoryAct> acts, Dictionary<(string, string?), int> failed, HistoryEvent one, HistoryEvent? answer, bool isOver)
    {
        var act = Asked(one, answer, isOver);
        var key = (one.Name, one.Input);
        if (failed.Remove(key, out var before))
        {
            var first = acts[before];
            ImmutableArray<ActTry> tries = first.Tries.IsEmpty ? [new(first.At, first.EndedAt, first.Said)] : first.Tries;
            act = act with { At = first.At, Tries = tries.Add(new(act.At, act.EndedAt, act.Outcome == ActOutcome.Failed ? act.Said : null)) };
            acts[before] = act;
        }
        else
        {
            before = acts.Count;
            acts.Add(act);
        }
        if (act.Outcome == ActOutcome.Failed) failed[key] = before;
    }

    static HistoryAct Asked(HistoryEvent one, HistoryEvent? answer, bool isOver)
    {
        var outcome = answer is null ? isOver ? ActOutcome.Left : ActOutcome.Waiting : IsFailure(answer) ? ActOutcome.Failed : ActOutcome.Done;
        return new(one.Kind == "TaskScheduled" ? ActKind.Activity : ActKind.Child, one.Kind, one.Name, one.At, answer?.At, outcome, null, answer is null || outcome == ActOutcome.Done ? null : answer.Said ?? "")
        { Child = one.Child, Input = one.Input, Result = answer?.Result };
    }

    static HistoryAct Timer(HistoryEvent one, HistoryEvent? answer, bool isCancelled) =>
        new(ActKind.Timer, one.Kind, "", one.At, answer?.At, answer is not null ? ActOutcome.Done : isCancelled ? ActOutcome.Cancelled : ActOutcome.Waiting, one.Until, null);

    static HistoryAct Fact(HistoryEvent one) =>
        new(one.Kind is "EventRaised" or "EventSent" ? ActKind.Event : ActKind.Run, one.Kind, one.Name, one.At, null, IsFailure(one) ? ActOutcome.Failed : ActOutcome.Noted, one.Until, one.Said)
        { Input = one.Input, Result = one.Result };

    static bool IsFailure(HistoryEvent one) => one.Kind.EndsWith("Failed", StringComparison.Ordinal) || (one.Kind == "ExecutionCompleted" && one.Said is not (null or "Completed" or "ContinuedAsNew"));

    /// <summary>
    /// Histories do not say that a timer was cancelled: it was created, and never fires. It is cancelled when the orchestration has ended, when its time is long past, or when an event came
    /// before its time and the orchestration asked for something new after that.
    /// </summary>
    sealed class Timers
    {
        readonly IReadOnlyList<HistoryEvent> events;
        readonly int[] nextEvent; // from here on, the first event from outside
        readonly int lastQuestion;

        public Timers(IReadOnlyList<HistoryEvent> events)
        {
            this.events = events;
            nextEvent = new int[events.Count + 1];
            nextEvent[events.Count] = int.MaxValue;
            for (var at = events.Count - 1; at >= 0; at--) nextEvent[at] = events[at].Kind == "EventRaised" ? at : nextEvent[at + 1];
            lastQuestion = events.Select((one, at) => Questions.Contains(one.Kind) ? at : -1).DefaultIfEmpty(-1).Max();
            IsOver = events.Any(one => Ends.Contains(one.Kind));
        }

        public bool IsOver { get; }

        public bool IsCancelled(int at) => IsOver || events[at].Until < events[^1].At || nextEvent[at] < lastQuestion;
    }
}
