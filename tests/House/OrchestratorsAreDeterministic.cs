namespace Campaigns.Tests.House;

public sealed class OrchestratorsAreDeterministic
{
    [Fact]
    public void NoneOfThemDoesWhatReplayForbids()
    {
        var files = Sources.In("workflows").Where(path => path.EndsWith(".orchestrator.cs", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(path => OrchestratorRules.Violations(Sources.Read(path)).Select(found => $"{path}, {found}")));
    }

    /// <summary>What replays is named for it: outside these files nobody derives from the orchestrator's base class.</summary>
    [Fact]
    public void AllOfThemAreInFilesOfThatName()
    {
        var elsewhere = Sources.CSharpIn("workflows", "functions")
            .Where(path => !path.EndsWith(".orchestrator.cs", StringComparison.Ordinal))
            .Where(path => CodeText.WithoutCommentsAndLiterals(Sources.Read(path)).Contains(": TaskOrchestrator<", StringComparison.Ordinal));

        Assert.Empty(elsewhere);
    }

    [Theory]
    [InlineData("clock", "var now = DateTimeOffset.UtcNow;")]
    [InlineData("clock", "var now = DateTime.Now;")]
    [InlineData("clock", "DateTime.Today.AddDays(1);")]
    [InlineData("clock", "Run(TimeProvider.System);")]
    [InlineData("clock", "var watch = Stopwatch.StartNew();")]
    [InlineData("clock", "using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));")]
    [InlineData("clock", "SystemClock.Instance.GetCurrentInstant();")]
    [InlineData("random", "var dice = new Random();")]
    [InlineData("random", "Random.Shared.Next();")]
    [InlineData("random", "RandomNumberGenerator.GetBytes(4);")]
    [InlineData("random", "var id = Guid.NewGuid();")]
    [InlineData("random", "var id = $\"{Guid.NewGuid()}\";")]
    [InlineData("random", "var id = Guid.CreateVersion7();")]
    [InlineData("input or output", "File.ReadAllText(path);")]
    [InlineData("input or output", "Console.WriteLine(state);")]
    [InlineData("input or output", "var http = new HttpClient();")]
    [InlineData("input or output", "sealed class Campaign(TableServiceClient tables)")]
    [InlineData("threads", "await Task.Run(Work);")]
    [InlineData("threads", "await Task.Delay(1);")]
    [InlineData("threads", "new Thread(Work).Start();")]
    [InlineData("threads", "await call.ConfigureAwait(false);")]
    [InlineData("threads", "lock (gate) count++;")]
    [InlineData("threads", "call.GetAwaiter().GetResult();")]
    [InlineData("environment", "Environment.GetEnvironmentVariable(name);")]
    [InlineData("environment", "var name = Environment.MachineName;")]
    [InlineData("environment", "sealed class Campaign(IConfiguration configuration)")]
    [InlineData("mutable static", "static int count;")]
    [InlineData("mutable static", "private static string last = first;")]
    [InlineData("mutable static", "public static int Count { get; set; }")]
    [InlineData("mutable static", "static readonly List<string> Seen = [];")]
    [InlineData("mutable static", "static readonly string[] Names = [];")]
    public void TheRulesFind(string what, string code)
    {
        var source = $"sealed class Sample\n{{\n    {code}\n}}\n";

        Assert.Contains(OrchestratorRules.Violations(source), found => found.StartsWith($"line 3: {what}: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("var now = context.CurrentUtcDateTime; // not DateTime.UtcNow")]
    [InlineData("var id = context.NewGuid();")]
    [InlineData("using var stop = new CancellationTokenSource();")]
    [InlineData("static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);")]
    [InlineData("const int Most = 5;")]
    [InlineData("static string Name(string id) => id;")]
    [InlineData("public static bool IsOpen { get; }")]
    [InlineData("public static Facts Facts => new(1);")]
    [InlineData("static async Task Wait(TaskOrchestrationContext context) { await context.CreateTimer(at, stop.Token); }")]
    public void TheRulesAllow(string code) => Assert.Empty(OrchestratorRules.Violations(code));
}
