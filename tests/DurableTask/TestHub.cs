using Azure.Data.Tables;
using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.DurableTask;

/// <summary>A task hub of its own on the shared Azurite, in virtual time. Its engine can be killed and started again.</summary>
sealed class TestHub(AzuriteFixture azurite, string? version = null) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly List<DurableTaskEngine> engines = [];

    public string Name { get; } = AzuriteFixture.NewName("hub");

    public TableServiceClient Tables { get; } = new(azurite.ConnectionString);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public EngineRegistry Registry { get; set; } = new();

    /// <summary>Called before each storage call of engines that start from now on.</summary>
    public Func<string, Task>? BeforeStorageCall { get; set; }

    public Func<string, Task>? AfterStorageCall { get; set; }

    public int MaxLingering { get; set; } = 500;

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public DurableTaskEngine Engine => engines[^1];

    public DurableTaskClient Client => Engine.Client;

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public TestHub Orchestrator<TIn, TOut>(string name, Func<TaskOrchestrationContext, TIn, Task<TOut>> run)
    {
        Registry.AddOrchestrator(name, typeof(TIn), async (context, input) => await run(context, (TIn)input!));
        return this;
    }

    public TestHub Activity<TIn, TOut>(string name, Func<TIn, Task<TOut>> run)
    {
        Registry.AddActivity(name, typeof(TIn), async (_, input) => await run((TIn)input!));
        return this;
    }

    public TestHub Activity<TIn, TOut>(string name, Func<TIn, TOut> run) => Activity<TIn, TOut>(name, input => Task.FromResult(run(input)));

    public DurableTaskEngine NewEngine() => new(
        Tables,
        new EngineOptions
        {
            HubName = Name,
            DefaultVersion = version,
            MaxLingering = MaxLingering,
            BeforeStorageCall = BeforeStorageCall,
            AfterStorageCall = AfterStorageCall,
        },
        Registry,
        Time,
        Loggers);

    public async Task<TestHub> StartAsync()
    {
        engines.Add(NewEngine());
        await Engine.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>As kill -9, and a new process.</summary>
    public async Task RestartAsync()
    {
        Engine.Abandon();
        await StartAsync();
    }

    public Task<string> StartAsync(string orchestrator, object? input = null, string? id = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));

    /// <summary>Until all that is left waits for a time or for someone outside.</summary>
    public Task SettleAsync() => Engine.WhenQuietAsync().WaitAsync(Patience);

    /// <summary>Lets time pass from one due time to the next, so that each timer fires at its own.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        await SettleAsync();
        while (!Engine.IsStopped && Engine.NextWake is { } next && next <= end) // a dead engine never comes to its next wake
        {
            if (next > Time.GetUtcNow()) Time.SetUtcNow(next);
            await SettleAsync();
        }

        Time.SetUtcNow(end);
        await SettleAsync();
    }

    public async Task<OrchestrationMetadata> GetAsync(string id) =>
        await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"no instance {id}");

    /// <summary>The result of an orchestration that has to be completed by now.</summary>
    public async Task<T?> ResultAsync<T>(string id)
    {
        await SettleAsync();
        var instance = await GetAsync(id);
        Assert.True(instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{instance}: {instance.FailureDetails}");
        return instance.ReadOutputAs<T>();
    }

    public async Task<T?> RunAsync<T>(string orchestrator, object? input = null)
    {
        var id = await StartAsync(orchestrator, input);
        return await ResultAsync<T>(id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in engines)
        {
            engine.Abandon();
            await engine.DisposeAsync();
        }

        foreach (var table in (string[])["Instances", "History", "Partitions"]) await Tables.DeleteTableAsync(Name + table);
    }
}
