using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>What all executions of an engine share.</summary>
sealed record ExecutionSetup(EngineRegistry Registry, DataConverter Converter, string? DefaultVersion, ILoggerFactory Loggers)
{
    /// <exception cref="ArgumentException">The value is too large to be stored.</exception>
    public string? Serialize(object? value)
    {
        var text = Converter.Serialize(value);
        Payloads.Check(text);
        return text;
    }
}

/// <summary>How an execution ended.</summary>
/// <param name="Status">Completed, Failed, Terminated or ContinuedAsNew.</param>
sealed record Outcome(string Status, string? Result = null, TaskFailureDetails? Failure = null)
{
    public const string Completed = nameof(Completed);
    public const string Failed = nameof(Failed);
    public const string Terminated = nameof(Terminated);
    public const string ContinuedAsNew = nameof(ContinuedAsNew);

    /// <summary>The version of the next execution, when it continues as new under another one.</summary>
    public string? NewVersion { get; init; }

    public bool KeepEvents { get; init; }
}
