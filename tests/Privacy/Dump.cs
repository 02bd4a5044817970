using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Privacy;

/// <summary>Every cell of every table, in every way in which somebody could read it: as it is, as text from bytes, as bytes from base64.</summary>
sealed partial class Dump
{
    public List<(string Table, TableEntity Row, string Said)> Rows { get; } = [];

    public static async Task<Dump> OfAsync(TableServiceClient service)
    {
        var dump = new Dump();
        await foreach (var table in service.QueryAsync())
            await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>())
                dump.Rows.Add((table.Name, row, string.Join(' ', row.Select(cell => $"{cell.Key} {Read(cell.Value)}"))));
        return dump;
    }

    /// <summary>Where one of the words, or any mail address, can be read.</summary>
    public IEnumerable<string> Finds(IReadOnlyCollection<string> words) =>
        from row in Rows
        from found in Find(row.Said, words)
        select $"{row.Table} {row.Row.PartitionKey} {row.Row.RowKey}: {found}";

    public static IEnumerable<string> Find(string said, IReadOnlyCollection<string> words) =>
        words.Where(word => said.Contains(word, StringComparison.OrdinalIgnoreCase) || said.Contains(JsonSerializer.Serialize(word).Trim('"'), StringComparison.OrdinalIgnoreCase))
            .Concat(Address().Matches(said).Select(match => match.Value));

    static string Read(object? value) => value switch
    {
        byte[] bytes => Text(bytes),
        BinaryData data => Text(data.ToArray()),
        string text => $"{text} {Decoded(text)}",
        _ => $"{value}",
    };

    static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length >= 8 && Convert.TryFromBase64String(text, bytes, out var length) ? Text(bytes[..length]) : "";
    }

    static string Text(byte[] bytes) => $"{Encoding.UTF8.GetString(bytes)} {Encoding.Unicode.GetString(bytes)}";

    [GeneratedRegex(@"[\w.+-]{2,}@[\w-]{2,}\.\w{2,}")]
    private static partial Regex Address();
}

/// <summary>Keeps every line that the app logs, with its exceptions.</summary>
sealed class Logged : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public ILogger CreateLogger(string categoryName) => this;
    public bool IsEnabled(LogLevel logLevel) => true;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public void Dispose() { }
}
