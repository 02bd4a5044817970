namespace Campaigns.Local.DurableTask.Running;

/// <summary>Counts what is going on, and tells who waits when nothing is.</summary>
sealed class Pulse
{
    readonly Lock gate = new();
    int going;
    TaskCompletionSource? quiet;

    public void Begin()
    {
        lock (gate) going++;
    }

    public void End()
    {
        lock (gate)
        {
            if (--going > 0) return;
            quiet?.TrySetResult();
            quiet = null;
        }
    }

    public Task WhenQuiet()
    {
        lock (gate)
        {
            return going == 0
                ? Task.CompletedTask
                : (quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
