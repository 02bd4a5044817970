using System.Text.RegularExpressions;

namespace Campaigns.Tests.House;

/// <summary>
/// What replayed code must not do: an orchestrator runs again from its start after each step, and has to take the same
/// turns each time. It reads the text, not the meaning, so it asks for more than needed: a name is enough to fail.
/// </summary>
static partial class OrchestratorRules
{
    static readonly (string What, Regex Pattern)[] Forbidden = [("clock", Clock()), ("random", Random()), ("input or output", InputOutput()),
        ("threads", Threads()), ("environment", Surroundings()), ("mutable static", MutableStatic())];

    /// <summary>One line for each finding: line number, which rule, the text.</summary>
    public static IEnumerable<string> Violations(string source)
    {
        var code = CodeText.WithoutComments(source);
        return from rule in Forbidden
               from Match match in rule.Pattern.Matches(code)
               select $"line {code.AsSpan(0, match.Index).Count('\n') + 1}: {rule.What}: {match.Value.Trim()}";
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\b|\bStopwatch\b|\bSystemClock\b|\bIClock\b|\bTimeZoneInfo\.Local\b|\bCancelAfter\b|new CancellationTokenSource\([^)]")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bRandom\b|\bRandomNumberGenerator\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bGetRandomFileName\b|\bGetHashCode\b|\bHashCode\b")]
    private static partial Regex Random();

    [GeneratedRegex(@"\b(File|Directory|Console|Process)\.|\b(FileStream|StreamReader|StreamWriter|HttpClient|IHttpClientFactory|Socket|TcpClient|TableClient|TableServiceClient|ISendGridClient|SendGridClient)\b")]
    private static partial Regex InputOutput();

    [GeneratedRegex(@"\bTask\.(Run|Delay|Yield|Factory)\b|\b(Thread|ThreadPool|Parallel|Monitor|Interlocked|Timer|SemaphoreSlim|PeriodicTimer)\b|\block\s*\(|\.ConfigureAwait\s*\(\s*false|\.ContinueWith\b|\.GetAwaiter\b|\.Wait\s*\(")]
    private static partial Regex Threads();

    [GeneratedRegex(@"\bEnvironment\.|\bAppContext\.|\bIConfiguration\b|\bIOptions\b|\bCultureInfo\.Current")]
    private static partial Regex Surroundings();

    // A static field that is neither const nor readonly, a static property that can be set, a readonly field whose
    // content can change, a captured thread-local.
    [GeneratedRegex(@"\bstatic\s+(?![^;={(]*\b(readonly|class|record|struct)\b)[^;={(]*(;|=(?!>))|\bstatic\s+[^;={(]*\{[^}]*\bset\b|\bstatic\s+readonly\s+[^;=(]*(\[\]|List|Dictionary|HashSet|Queue|Stack|ConcurrentBag)[^;=(]*[;=]|\b(AsyncLocal|ThreadLocal|ThreadStatic)\b")]
    private static partial Regex MutableStatic();
}
