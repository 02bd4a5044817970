namespace Campaigns.Tests.Cloud;

/// <summary>Orchestrations with a mistake for each rule of Durable Task's analyzers, and one without.</summary>
static class Planted
{
    const string Usings = """
        using System;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Azure.Functions.Worker;
        using Microsoft.DurableTask;
        using Microsoft.DurableTask.Client;
        using Microsoft.Extensions.Logging;

        """;

    public const string Innocent = Usings + """
        public sealed class Innocent
        {
            [Function("Wait")]
            public static async Task<int> Wait([OrchestrationTrigger] TaskOrchestrationContext context, int input)
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), CancellationToken.None);
                return await context.CallActivityAsync<int>("Count", input);
            }

            [Function("Count")]
            public static int Count([ActivityTrigger] int input) => input;
        }
        """;

    /// <summary>The first types are those that the stand-ins lack, because the product does not use them, and without which a rule is silent.</summary>
    public const string Code = Usings + """
        namespace Microsoft.Azure.Functions.Worker
        {
            [AttributeUsage(AttributeTargets.Parameter)]
            public sealed class EntityTriggerAttribute : Attribute;

            public abstract class TaskEntityDispatcher;
        }

        namespace Microsoft.DurableTask
        {
            public sealed class DurableTaskRegistry;
        }

        public sealed class Planted(ILogger<Planted> log)
        {
            [Function("Clock")] // DURABLE0001
            public static Task<DateTime> Clock([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(DateTime.UtcNow);

            [Function("Chance")] // DURABLE0002
            public static Task<Guid> Chance([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(Guid.NewGuid());

            [Function("Pause")] // DURABLE0003
            public static Task Pause([OrchestrationTrigger] TaskOrchestrationContext context) => Task.Delay(1);

            [Function("Threads")] // DURABLE0004
            public static Task Threads([OrchestrationTrigger] TaskOrchestrationContext context) => Task.Run(() => { });

            [Function("Outside")] // DURABLE0005
            public static Task<string> Outside([OrchestrationTrigger] TaskOrchestrationContext context) => new HttpClient().GetStringAsync("https://example.org");

            [Function("Surroundings")] // DURABLE0006
            public static Task<string?> Surroundings([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(Environment.GetEnvironmentVariable("A"));

            [Function("Token")] // DURABLE0007
            public static Task Token([OrchestrationTrigger] TaskOrchestrationContext context, CancellationToken cancellation) => Task.CompletedTask;

            [Function("Client")] // DURABLE0008
            public static Task Client([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) => Task.CompletedTask;

            [Function("Input")] // DURABLE0009
            public static Task<int> Input([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.GetInput<int>());

            [Function("Log")] // DURABLE0010
            public Task Log([OrchestrationTrigger] TaskOrchestrationContext context)
            {
                log.LogWarning("said again at each replay");
                return Task.CompletedTask;
            }

            [Function("Ever")] // DURABLE0011
            public static async Task Ever([OrchestrationTrigger] TaskOrchestrationContext context)
            {
                while (true) await context.CallActivityAsync<int>("Count", 1);
            }

            [Function("NoContext")] // DURABLE1001
            public static Task NoContext([OrchestrationTrigger] string context) => Task.CompletedTask;

            [Function("NoClient")] // DURABLE1002
            public static Task NoClient([DurableClient] string client) => Task.CompletedTask;

            [Function("NoEntity")] // DURABLE1003
            public static Task NoEntity([EntityTrigger] string entity) => Task.CompletedTask;

            [Function("Count")]
            public static int Count([ActivityTrigger] int input) => input;

            [Function("WrongInput")] // DURABLE2001
            public static Task WrongInput([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>("Count", "text");

            [Function("WrongOutput")] // DURABLE2002
            public static Task<string> WrongOutput([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Count", 1);

            [Function("NoActivity")] // DURABLE2003
            public static Task NoActivity([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>("Nobody", 1);

            [Function("NoChild")] // DURABLE2004
            public static Task NoChild([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallSubOrchestratorAsync<int>("Nobody", 1);
        }
        """;
}
