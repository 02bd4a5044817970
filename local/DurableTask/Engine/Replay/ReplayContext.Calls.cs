using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask.Replay;

#pragma warning disable CA2007 // all awaits here stay on the loop

/// <summary>Activities and sub-orchestrations, with their retries.</summary>
sealed partial class ReplayContext
{
    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        CheckCall(name, input, options);
        var version = options?.Version is { } asked ? asked.Version : Version;
        return Retried(options?.Retry, () => Run<TResult>(new()
        {
            Type = HistoryEventType.TaskScheduled,
            Name = name.Name,
            Version = version,
            Input = setup.Serialize(input),
        }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        CheckCall(orchestratorName, input, options);
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(id);
        var version = options?.Version is { } asked ? asked.Version : setup.DefaultVersion ?? string.Empty;
        return Retried(options?.Retry, () => Run<TResult>(new()
        {
            Type = HistoryEventType.SubOrchestrationInstanceCreated,
            Name = orchestratorName.Name,
            Version = version,
            InstanceId = id,
            Input = setup.Serialize(input),
        }));
    }

    void CheckCall(TaskName name, object? input, TaskOptions? options)
    {
        CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        if (input is TaskOptions && options is null)
            throw new ArgumentException("Task options were given as the input; name the argument (options: ...) if they are meant.", nameof(input));
    }

    async Task<T> Run<T>(HistoryEvent action)
    {
        CheckThread();
        var result = await execution.Decide(action).Source.Task;
        return setup.Converter.Deserialize<T>(result)!;
    }

    async Task<T> Retried<T>(TaskRetryOptions? retry, Func<Task<T>> call)
    {
        if (retry is null) return await call();
        var began = CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException e) when (e.FailureDetails.ErrorType != Failures.NotFound)
            {
                if (!await GoOn(retry, e.FailureDetails, attempt, began)) throw;
            }
        }
    }

    async Task<bool> GoOn(TaskRetryOptions retry, TaskFailureDetails failure, int attempt, DateTime began)
    {
        var spent = CurrentUtcDateTime - began;
        if (retry.Handler is { } handler) return await handler(new(this, attempt, failure, spent, CancellationToken.None));
        if (WaitAfter(retry.Policy!, failure, attempt, spent) is not { } wait) return false;
        await CreateTimer(wait, CancellationToken.None);
        return true;
    }

    static TimeSpan? WaitAfter(RetryPolicy policy, TaskFailureDetails failure, int attempt, TimeSpan spent)
    {
        if (attempt >= policy.MaxNumberOfAttempts || !policy.Handles(failure)) return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && spent >= policy.RetryTimeout) return null;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }
}
