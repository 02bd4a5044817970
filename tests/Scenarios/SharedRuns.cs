using Campaigns.Tests.Scenarios;

[assembly: AssemblyFixture(typeof(SharedRuns))]

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// One stage for all scenarios that leave the app alive, and the campaigns whose windows pass in real time: each runs once
/// for all tests that look at it, beside the others. Nothing starts before a test asks.
/// </summary>
public sealed class SharedRuns : IAsyncDisposable
{
    readonly Lazy<Task<Stage>> stage;
    readonly Lazy<Task<ScriptedCampaign>> scripted;
    readonly Lazy<Task<FormCampaign>> byForm;

    public SharedRuns()
    {
        stage = new(() => Stage.StartAsync());
        scripted = new(async () => await new ScriptedCampaign(await StageAsync()).RunAsync());
        byForm = new(async () => await new FormCampaign(await StageAsync()).RunAsync());
    }

    public Task<Stage> StageAsync() => stage.Value;

    public Task<ScriptedCampaign> ScriptedAsync() => scripted.Value;

    public Task<FormCampaign> ByFormAsync() => byForm.Value;

    public async ValueTask DisposeAsync()
    {
        if (scripted is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) (await scripted.Value).Dispose();
        if (byForm is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) (await byForm.Value).Dispose();
        if (stage is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await stage.Value).DisposeAsync();
    }
}
