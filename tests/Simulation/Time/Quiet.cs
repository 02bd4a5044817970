using System.Runtime.CompilerServices;

namespace Campaigns.Tests.Simulation;

/// <summary>
/// The simulator runs on a thread pool of one thread in a process of its own, so all code takes its turns in one order. When the
/// pool has nothing left to do, everything waits for the simulated world: then, and only then, the next thing happens.
/// </summary>
static class Quiet
{
    public static void RequireOneThread()
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        if (Environment.ProcessorCount != 1 || workers != 1)
            throw new InvalidOperationException("The simulator needs a process with one processor and a thread pool of one thread.");
    }

    public static async Task WaitAsync()
    {
        do await new BackOfTheQueue();
        while (ThreadPool.PendingWorkItemCount > 0);
    }

    readonly struct BackOfTheQueue : INotifyCompletion
    {
        public bool IsCompleted => false;
        public BackOfTheQueue GetAwaiter() => this;
        public void OnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static go => go(), continuation, preferLocal: false);
        public void GetResult() { }
    }
}
