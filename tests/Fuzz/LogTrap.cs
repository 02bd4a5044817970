using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Fuzz;

/// <summary>Listens to all that the app logs and keeps what it must never say: words that only people typed, tokens.</summary>
sealed class LogTrap : ILoggerProvider, ILogger
{
    const int Enough = 20;

    readonly ConcurrentQueue<string> caught = new();
    readonly List<string> secrets = [];
    int lines;

    /// <summary>Lines that held one of the secrets.</summary>
    public IReadOnlyCollection<string> Caught => caught;
    public int Lines => lines;

    public void Forbid(IEnumerable<string> words) => secrets.AddRange(words.Where(word => word.Length > 3));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref lines);
        var said = $"{logLevel}: {formatter(state, exception)} {exception}";
        if (caught.Count < Enough && secrets.Exists(secret => said.Contains(secret, StringComparison.OrdinalIgnoreCase))) caught.Enqueue(said);
    }

    public ILogger CreateLogger(string categoryName) => this;
    public bool IsEnabled(LogLevel logLevel) => true;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public void Dispose() { }
}
