using System.Diagnostics;

namespace Campaigns.Local.Launcher;

/// <summary>
/// A process that is kept running: started, waited for until it answers, and started again, at once, when it dies.
/// What it prints goes to a log file.
/// </summary>
public sealed class Supervised : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongLife = TimeSpan.FromSeconds(10);

    readonly string name;
    readonly Func<ProcessStartInfo> command;
    readonly Uri door;
    readonly string logFile;
    readonly Action<string> say;
    readonly CancellationTokenSource stopping = new();

    Process process = null!;
    Task keeping = Task.CompletedTask;
    int shortLives;
    string lastAnswer = "nothing yet";
    bool killed;

    /// <param name="name">As it stands in sentences: "the app".</param>
    /// <param name="door">An address that answers 200 when the process is ready.</param>
    internal Supervised(string name, Func<ProcessStartInfo> command, Uri door, string logFile, Action<string> say) =>
        (this.name, this.command, this.door, this.logFile, this.say) = (name, command, door, logFile, say);

    /// <summary>The process that runs now; another one after each restart.</summary>
    public int Pid => process.Id;

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Called after each restart, as soon as the new process has an id.</summary>
    internal Action Restarted { get; set; } = () => { };

    /// <summary>Starts it, waits until it answers, and keeps it running from then on.</summary>
    /// <exception cref="RunException">It ended, or did not answer within a minute; the message ends with its last words.</exception>
    internal async Task StartAsync(CancellationToken cancellation)
    {
        Launch();
        await WaitUntilItAnswersAsync(cancellation);
        keeping = KeepRunningAsync();
    }

    /// <summary>Ends the process at once, as a crash would. It will be started again, without a pause however often it happens.</summary>
    public void Kill()
    {
        killed = true;
        process.Kill();
    }

    /// <summary>Returns when the door answers 200 (again).</summary>
    public async Task WaitUntilItAnswersAsync(CancellationToken cancellation = default)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync(http, cancellation))
        {
            var ended = keeping.IsCompleted && process.HasExited;
            if (ended || clock.Elapsed > StartLimit)
                throw new RunException($"{name} {(ended ? $"ended with code {process.ExitCode}" : $"did not answer 200 at {door} ({lastAnswer})")}. Its last words, from {logFile}:\n{LastWords()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    /// <summary>From now on it is not started again. Ctrl-C at a terminal reaches all processes at once, and that is no death.</summary>
    internal void LetGo() => stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        if (process is not null) await ChildProcess.StopAsync(process, Patience);
        await keeping;
        process?.Dispose();
        stopping.Dispose();
    }

    void Launch()
    {
        var start = command();
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        process = Process.Start(start) ?? throw new RunException($"{name} did not start: {start.FileName}");
        _ = LogAsync(process.StandardOutput);
        _ = LogAsync(process.StandardError);
    }

    async Task KeepRunningAsync()
    {
        while (true)
        {
            var clock = Stopwatch.StartNew();
            await process.WaitForExitAsync(CancellationToken.None);
            if (stopping.IsCancellationRequested) return;

            shortLives = clock.Elapsed < LongLife && !killed ? shortLives + 1 : 0;
            killed = false;
            say($"{name} (process {process.Id}) died with code {process.ExitCode}; starting it again.");
            try
            {
                await Task.Delay(PauseAfter(shortLives), stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var dead = process;
            Launch();
            dead.Dispose();
            Restarts++;
            Restarted();
            if (stopping.IsCancellationRequested) await ChildProcess.StopAsync(process, Patience); // disposed of in this very moment
        }
    }

    /// <summary>None, so that a crash costs as little as possible; but one that cannot start must not burn the machine.</summary>
    internal static TimeSpan PauseAfter(int shortLives) =>
        shortLives <= 5 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(15, shortLives - 5));

    async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(door, cancellation);
            lastAnswer = $"{(int)answer.StatusCode}";
            return answer.IsSuccessStatusCode && !process.HasExited;
        }
        catch (Exception failure) when (failure is HttpRequestException || !cancellation.IsCancellationRequested)
        {
            lastAnswer = failure.Message;
            return false;
        }
    }

    async Task LogAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line) Log(line);
    }

    /// <summary>A line that cannot be kept (the disk is full) is lost; the pipe has to be read all the same, or the process would stop at it.</summary>
    void Log(string line)
    {
        try
        {
            lock (stopping) File.AppendAllText(logFile, line + "\n");
        }
        catch (IOException) { }
    }

    string LastWords()
    {
        lock (stopping)
            return File.Exists(logFile) ? string.Join('\n', File.ReadLines(logFile).TakeLast(20)) : "(nothing)";
    }
}
