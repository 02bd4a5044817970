using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Simulation;

/// <summary>Every line that the app logs, for the search for personal data.</summary>
sealed class WatchedLog(World world) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) world.Watch.Logged($"{formatter(state, exception)} {exception}");
    }
}
