namespace Campaigns.Local.DurableTask.Replay;

/// <summary>
/// Runs one orchestrator's code: on one thread at a time, each continuation in the order in which it became ready.
/// A continuation that arrives from another thread belongs to an await that replay cannot repeat; it is reported, not run.
/// </summary>
sealed class OrchestratorLoop(Action foreign) : SynchronizationContext
{
    readonly Queue<(SendOrPostCallback Call, object? State)> ready = new();
    int thread;

    public bool IsRunningHere => thread == Environment.CurrentManagedThreadId;

    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        thread = Environment.CurrentManagedThreadId;
        try
        {
            action();
            while (ready.TryDequeue(out var next)) next.Call(next.State);
        }
        finally
        {
            thread = 0;
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsRunningHere) ready.Enqueue((d, state));
        else foreign();
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;
}
