using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Campaigns.Tests.Simulation;

/// <summary>The line from one process of the app to storage: every call waits here for its time, and for what befalls it.</summary>
sealed class StorageLine(World world, AppProcess process) : HttpPipelineTransport
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    static readonly Answer[] Refusals = [Answer.Error(429, "TooManyRequests"), Answer.Error(500, "InternalError"), Answer.Error(503, "ServerBusy")];

    readonly Random latency = Seeds.Stream(world.Plan.Seed, "latency", process.Number);

    public override Request CreateRequest() => new MemoryRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Nothing waits here.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var request = (MemoryRequest)message.Request;
        var call = StorageCall.Of(request);
        world.Watch.Sent(call, request);
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (process.IsAlive) world.Agenda.In(PauseBefore(message.ProcessingContext.RetryNumber) + Latency(), () => Arrive(call, answer));
        message.Response = new MemoryResponse(await answer.Task);
    }

    void Arrive(StorageCall call, TaskCompletionSource<Answer> answer)
    {
        if (!process.IsAlive && latency.Chance(0.5)) return; // lost with its sender; otherwise it was on its way
        if (process.IsAlive && world.Faults.Strike(FaultKinds.Deaths))
        {
            var afterwards = latency.Chance(0.5);
            if (afterwards) Carry(call);
            world.Kill(process, $"{(afterwards ? "after" : "before")} {call}");
            return;
        }
        if (world.IsStorageOut)
        {
            if (latency.Chance(0.5)) Say(answer, Refusals[2]);
            else Break(answer);
        }
        else if (world.Faults.Strike(FaultKinds.StorageRefuses)) Say(answer, latency.Of(Refusals));
        else if (call.IsConditional && world.Faults.Strike(FaultKinds.StorageConflicts)) Conflict(call, answer);
        else if (world.Faults.Strike(FaultKinds.StorageLosesAnswers)) Lose(call, answer);
        else Say(answer, Carry(call));
    }

    /// <summary>Another one was faster, or an earlier try of our own was, whose answer was lost: an insert is refused only for a row that is there.</summary>
    void Conflict(StorageCall call, TaskCompletionSource<Answer> answer)
    {
        if (call.IsRefusedInsert || latency.Chance(0.5)) Carry(call);
        Say(answer, call.Refused());
    }

    void Lose(StorageCall call, TaskCompletionSource<Answer> answer)
    {
        var stored = latency.Chance(0.7);
        if (stored) Carry(call);
        world.Trace.Say($"The answer to {call} is lost{(stored ? ", but it is stored" : "")}.");
        if (latency.Chance(0.5)) Break(answer);
        else world.Agenda.In(Timeout, () => Fail(answer, new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout.")));
    }

    void Break(TaskCompletionSource<Answer> answer) => world.Agenda.In(Latency(), () =>
        Fail(answer, new RequestFailedException(0, "The connection was reset.", null, new IOException("The connection was reset."))));

    Answer Carry(StorageCall call)
    {
        var answer = world.Planted.Forgets(call) ? call.AsIfDone() : call.CarryOut(world.Tables);
        world.Trace.Note(call.Verb, call.Where, answer.Status);
        return answer;
    }

    void Say(TaskCompletionSource<Answer> answer, Answer said) => world.Agenda.In(Latency(), () =>
    {
        if (process.IsAlive) answer.TrySetResult(said);
    });

    void Fail(TaskCompletionSource<Answer> answer, Exception error)
    {
        if (process.IsAlive) answer.TrySetException(error);
    }

    /// <summary>What the client's retry policy would wait in real time.</summary>
    static TimeSpan PauseBefore(int retry) => retry == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(0.8 * Math.Pow(2, retry - 1));

    TimeSpan Latency()
    {
        var slow = world.Faults.Strike(FaultKinds.StorageIsSlow) ? latency.Next(1_000, 60_000) : 0;
        return TimeSpan.FromMilliseconds(slow + 0.5 + 4 * latency.NextDouble());
    }
}
