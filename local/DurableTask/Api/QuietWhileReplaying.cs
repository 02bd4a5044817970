using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>A logger that says each thing once, however often the code around it is replayed.</summary>
sealed class QuietWhileReplaying(TaskOrchestrationContext context, ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying && inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) inner.Log(logLevel, eventId, state, exception, formatter);
    }

    internal sealed class Factory(TaskOrchestrationContext context, ILoggerFactory inner) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new QuietWhileReplaying(context, inner.CreateLogger(categoryName));

        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        // The factory inside belongs to the host.
        public void Dispose()
        {
        }
    }
}
