using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;

namespace Campaigns.Tests.Simulation;

/// <summary>Registers what the functions register, each activity with the faults that can strike it.</summary>
sealed class Activities(World world, AppProcess process)
{
    static readonly Type[] All =
    [
        typeof(DecideNextStep), typeof(OpenCampaign), typeof(MoveDeadline), typeof(SendInvitations), typeof(SendReminders), typeof(TellDeadline), typeof(DecideExtension), typeof(CloseCampaign),
        typeof(DecideApproval), typeof(BeginDispatch), typeof(FinishDispatch), typeof(SendReport), typeof(NotifyCancelled), typeof(RemindApprovers),
        typeof(SendLetter), typeof(GiveUpLetter),
    ];

    public EngineRegistry Registry()
    {
        var registry = new EngineRegistry();
        AddOrchestrator<CampaignOrchestrator, CampaignInput>(registry);
        AddOrchestrator<DispatchOrchestrator, DispatchInput>(registry);
        foreach (var type in All) AddActivity(registry, type);
        return registry;
    }

    static void AddOrchestrator<T, TInput>(EngineRegistry registry) where T : ITaskOrchestrator, new() =>
        registry.AddOrchestrator(typeof(T).Name, typeof(TInput), (context, input) => new T().RunAsync(context, input));

    void AddActivity(EngineRegistry registry, Type type)
    {
        var activity = new Lazy<ITaskActivity>(() => (ITaskActivity)process.Get(type));
        registry.AddActivity(type.Name, type.BaseType!.GetGenericArguments()[0], (context, input) =>
        {
            world.Watch.Began(type.Name, input);
            return RunAsync(type.Name, () => activity.Value.RunAsync(context, input));
        });
    }

    async Task<object?> RunAsync(string name, Func<Task<object?>> run)
    {
        if (world.Faults.Strike(FaultKinds.ActivitiesFail))
        {
            var afterwards = world.Faults.Luck(FaultKinds.ActivitiesFail).Chance(0.5);
            if (afterwards) await run();
            world.Trace.Say($"{name} fails {(afterwards ? "after its effect" : "before it began")}.");
            throw new InvalidOperationException("The worker was recycled.");
        }
        if (world.Faults.Strike(FaultKinds.ActivitiesRunTwice)) return await TwiceAsync(name, run);
        if (world.Faults.Strike(FaultKinds.ActivitiesAreSlow))
        {
            var luck = world.Faults.Luck(FaultKinds.ActivitiesAreSlow);
            var (early, late) = (luck.Next(0, 900), luck.Next(0, 900));
            world.Trace.Say($"{name} is slow: {early} s before it begins, {late} s after its end.");
            await process.SleepAsync(TimeSpan.FromSeconds(early));
            var result = await run();
            await process.SleepAsync(TimeSpan.FromSeconds(late));
            return early + late > 600 ? throw new TimeoutException("The function took longer than it may.") : result;
        }
        return await run();
    }

    async Task<object?> TwiceAsync(string name, Func<Task<object?>> run)
    {
        var together = world.Faults.Luck(FaultKinds.ActivitiesRunTwice).Chance(0.5);
        world.Trace.Say($"{name} runs twice{(together ? ", at the same time" : "")}.");
        var first = run();
        if (!together) await first;
        var second = await run();
        if (together) await first;
        return second;
    }
}
