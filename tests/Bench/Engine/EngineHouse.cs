using Azure.Data.Tables;
using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaigns.Bench.Engine;

/// <summary>An engine on a task hub of its own, with the options that the app has, and a few small workflows.</summary>
sealed class EngineHouse : IAsyncDisposable
{
    /// <summary>As many activities and orchestrations as the engine lets run at a time.</summary>
    public const int AtOnce = 64;

    readonly DurableTaskEngine engine;

    EngineHouse(DurableTaskEngine engine) => this.engine = engine;

    public DurableTaskEngine Engine => engine;

    public DurableTaskClient Client => engine.Client;

    /// <summary>A new engine on a new hub, started.</summary>
    public static async Task<EngineHouse> StartAsync(Workbench bench, Action<EngineRegistry>? more = null) =>
        await StartAsync(await bench.TablesAsync(), bench.NewName("hub"), more);

    public static async Task<EngineHouse> StartAsync(TableServiceClient tables, string hub, Action<EngineRegistry>? more = null)
    {
        var registry = new EngineRegistry();
        registry.AddActivity("nothing", typeof(int), (_, n) => Task.FromResult(n));
        more?.Invoke(registry);
        var engine = new DurableTaskEngine(
            tables, new EngineOptions { HubName = hub, DefaultVersion = "1" }, registry, TimeProvider.System, NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        return new(engine);
    }

    /// <summary>Starts an instance and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It did not complete: then its time means nothing.</exception>
    public async Task RunAsync(string orchestrator, int input)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        await EndAsync(id);
    }

    /// <inheritdoc cref="RunAsync"/>
    public async Task EndAsync(string id)
    {
        var end = await Client.WaitForInstanceCompletionAsync(id);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
            throw new InvalidOperationException($"The instance {id} ended as {end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}");
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
