using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Worker;

/// <summary>Orchestrations as functions, and the management API before them, on the real engine.</summary>
public sealed class DurableFunctionsTests(AzuriteFixture azurite)
{
    const string Api = "/runtime/webhooks/durabletask";

    public sealed record Order(string Item, int Count);

    public sealed class Stock
    {
        public ConcurrentQueue<string> Taken { get; } = new();
    }

    public sealed class Shop : TaskOrchestrator<Order, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, Order input)
        {
            var taken = await context.CallActivityAsync<string>("Take", input);
            context.SetCustomStatus(new { waiting = true });
            var paid = await context.WaitForExternalEvent<int>("Paid");
            return $"{taken} for {paid}";
        }
    }

    public static class Orchestrators
    {
        [Function("Shop")]
        public static Task<string> Shop([OrchestrationTrigger] TaskOrchestrationContext context, Order input) =>
            new Shop().RunAsync(context, input);

        [Function("TenMonths")]
        public static async Task<DateTime> TenMonths([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromDays(300), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }

        [Function("Broken")]
        public static Task Broken([OrchestrationTrigger] TaskOrchestrationContext context) =>
            throw new InvalidOperationException("broken " + context.InstanceId.Length);
    }

    public sealed class Activities(Stock stock)
    {
        [Function("Take")]
        public async Task<string> Take([ActivityTrigger] Order order, string instanceId, FunctionContext context)
        {
            await Task.Yield();
            stock.Taken.Enqueue(instanceId);
            return $"{order.Count} {order.Item} by {context.FunctionDefinition.Name}";
        }
    }

    public sealed class Doors
    {
        [Function("Open")]
        public async Task<IResult> Open(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}")] HttpRequest request, string id,
            [DurableClient] DurableTaskClient client)
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Shop", new Order("bread", 2), new StartOrchestrationOptions(id), request.HttpContext.RequestAborted);
            return Results.Accepted();
        }
    }

    async Task<ServedApp> Start(Stock stock, ConcurrentQueue<string>? invoked = null, TimeProvider? time = null) => await ServedApp.Start(
        [typeof(Orchestrators), typeof(Activities), typeof(Doors)],
        builder =>
        {
            builder.Services.AddSingleton(stock);
            builder.UseMiddleware(async (context, next) =>
            {
                invoked?.Enqueue(context.FunctionDefinition.Name);
                await next();
            });
        },
        time,
        ("AzureWebJobsStorage", azurite.ConnectionString),
        ("AzureFunctionsJobHost:extensions:durableTask:hubName", AzuriteFixture.NewName("WorkerHub")));

    static HttpRequestMessage Call(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, path.StartsWith('/') ? Api + path : path);
        request.Headers.Add("x-functions-key", ServedApp.Key);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return request;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> Send(ServedApp app, HttpMethod method, string path, object? body = null)
    {
        using var request = Call(method, path, body);
        using var response = await app.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    static async Task<JsonElement> Until(ServedApp app, string id, Predicate<JsonElement> wanted, string query = "")
    {
        for (var tries = 0; ; tries++)
        {
            var (status, body) = await Send(app, HttpMethod.Get, $"/instances/{id}{query}");
            if (body.ValueKind == JsonValueKind.Object && wanted(body))
                return body;
            Assert.True(tries < 6_000, $"{id}: {status} {body}");
            await Task.Delay(20);
        }
    }

    static bool Is(JsonElement instance, string status) => instance.GetProperty("runtimeStatus").GetString() == status;

    static bool Waits(JsonElement instance) => instance.GetProperty("customStatus").ValueKind == JsonValueKind.Object;

    [Fact]
    public async Task An_orchestration_runs_from_a_door_over_an_activity_and_an_event_to_its_end()
    {
        var (stock, invoked) = (new Stock(), new ConcurrentQueue<string>());
        await using var app = await Start(stock, invoked);
        using var opened = await app.Http.PostAsync("/orders/one", null);
        Assert.Equal(HttpStatusCode.Accepted, opened.StatusCode);

        var waiting = await Until(app, "one", Waits);
        Assert.Equal("Running", waiting.GetProperty("runtimeStatus").GetString());
        Assert.Equal("bread", waiting.GetProperty("input").GetProperty("Item").GetString());
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("output").ValueKind);
        Assert.Equal(["one"], stock.Taken);

        var raised = await Send(app, HttpMethod.Post, "/instances/one/raiseEvent/Paid", 7);
        Assert.Equal(HttpStatusCode.Accepted, raised.Status);
        var done = await Until(app, "one", i => Is(i, "Completed"), "?showHistory=true&showHistoryOutput=true&showInput=false");
        Assert.Equal("2 bread by Take for 7", done.GetProperty("output").GetString());
        Assert.Equal(JsonValueKind.Null, done.GetProperty("input").ValueKind);
        Assert.Equal(
            ["ExecutionStarted", "TaskCompleted", "EventRaised", "ExecutionCompleted"],
            done.GetProperty("historyEvents").EnumerateArray().Select(e => e.GetProperty("EventType").GetString()));
        Assert.Equal("Take", done.GetProperty("historyEvents")[1].GetProperty("FunctionName").GetString());
        Assert.Equal("2 bread by Take", done.GetProperty("historyEvents")[1].GetProperty("Result").GetString());
        Assert.Contains("Shop", invoked);
        Assert.Contains("Take", invoked);

        Assert.Equal(HttpStatusCode.Gone, (await Send(app, HttpMethod.Post, "/instances/one/raiseEvent/Paid", 8)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await Send(app, HttpMethod.Post, "/instances/one/terminate")).Status);
        var purged = await Send(app, HttpMethod.Delete, "/instances/one");
        Assert.Equal(1, purged.Body.GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await Send(app, HttpMethod.Delete, "/instances/one")).Status);
    }

    [Fact]
    public async Task An_instance_is_started_suspended_resumed_terminated_and_restarted_by_the_management_api()
    {
        await using var app = await Start(new Stock());
        using var request = Call(HttpMethod.Post, "/orchestrators/Shop/two", new Order("milk", 1));
        using var started = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var links = await started.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("two", links.GetProperty("id").GetString());

        // The links carry the key, so that they work by themselves.
        using var status = await app.Http.GetAsync(links.GetProperty("statusQueryGetUri").GetString());
        Assert.Equal(HttpStatusCode.Accepted, status.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), status.Headers.RetryAfter!.Delta);
        Assert.NotNull(status.Headers.Location);

        await Until(app, "two", Waits);
        Assert.Equal(HttpStatusCode.Conflict, (await Send(app, HttpMethod.Post, "/orchestrators/Shop/two")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Send(app, HttpMethod.Post, "/instances/two/suspend?reason=look")).Status);
        await Until(app, "two", i => Is(i, "Suspended"));
        Assert.Equal(HttpStatusCode.Accepted, (await Send(app, HttpMethod.Post, "/instances/two/resume")).Status);
        await Until(app, "two", i => Is(i, "Running"));
        Assert.Equal(HttpStatusCode.Accepted, (await Send(app, HttpMethod.Post, "/instances/two/terminate?reason=enough")).Status);
        var ended = await Until(app, "two", i => Is(i, "Terminated"));
        Assert.Equal("enough", ended.GetProperty("output").GetString());

        var again = await Send(app, HttpMethod.Post, "/instances/two/restart?restartWithNewInstanceId=false");
        Assert.Equal("two", again.Body.GetProperty("id").GetString());
        await Until(app, "two", Waits);
    }

    [Fact]
    public async Task Instances_are_listed_page_by_page_and_purged_by_filter()
    {
        await using var app = await Start(new Stock());
        foreach (var id in new[] { "list-1", "list-2", "list-3", "other" })
            await Send(app, HttpMethod.Post, $"/orchestrators/Broken/{id}");
        foreach (var id in new[] { "list-1", "list-2", "list-3", "other" })
            await Until(app, id, i => Is(i, "Failed"));

        var found = new List<string>();
        for (string? token = "first"; token is not null;)
        {
            using var request = Call(HttpMethod.Get, "/instances?instanceIdPrefix=list-&runtimeStatus=Failed,Completed&top=2&createdTimeFrom=2020-01-01");
            if (token != "first")
                request.Headers.Add("x-ms-continuation-token", token);
            using var response = await app.Http.SendAsync(request);
            var page = await response.Content.ReadFromJsonAsync<JsonElement[]>();
            Assert.InRange(page!.Length, 0, 2);
            found.AddRange(page.Select(i => i.GetProperty("instanceId").GetString()!));
            token = response.Headers.TryGetValues("x-ms-continuation-token", out var next) ? next.Single() : null;
        }

        Assert.Equal(["list-1", "list-2", "list-3"], found.Order());
        Assert.Contains("broken 5", (await Send(app, HttpMethod.Get, "/instances/other")).Body.GetProperty("output").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Send(app, HttpMethod.Get, "/instances/other?returnInternalServerErrorOnFailure=true")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await Send(app, HttpMethod.Delete, "/instances?createdTimeFrom=2020-01-01&runtimeStatus=Completed")).Status);
        var purged = await Send(app, HttpMethod.Delete, "/instances?createdTimeFrom=2020-01-01&runtimeStatus=Failed");
        Assert.Equal(4, purged.Body.GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(0, (await Send(app, HttpMethod.Get, "/instances")).Body.GetArrayLength());
    }

    [Fact]
    public async Task Orchestrations_go_by_the_clock_that_the_host_was_given()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var app = await Start(new Stock(), time: time);
        var engine = app.Services.GetRequiredService<DurableTaskEngine>();
        await Send(app, HttpMethod.Post, "/orchestrators/TenMonths/long");
        await engine.WhenQuietAsync();
        Assert.Equal(time.GetUtcNow().AddDays(300), engine.NextWake);

        time.Advance(TimeSpan.FromDays(300));
        await Until(app, "long", i => Is(i, "Completed") && i.GetProperty("output").GetDateTime() == time.GetUtcNow().UtcDateTime);
    }

    [Theory]
    [InlineData("GET", "/instances/none", 404)]
    [InlineData("POST", "/instances/none/terminate", 404)]
    [InlineData("POST", "/instances/none/raiseEvent/X", 404)]
    [InlineData("POST", "/instances/none/restart", 400)]
    [InlineData("POST", "/instances/none/rewind", 501)]
    [InlineData("POST", "/orchestrators/None", 400)]
    [InlineData("DELETE", "/instances", 400)]
    [InlineData("DELETE", "/instances?createdTimeFrom=2020-01-01&runtimeStatus=Failled", 400)]
    [InlineData("GET", "/instances?top=none", 400)]
    [InlineData("GET", "/instances?createdTimeTo=yesterday", 400)]
    [InlineData("GET", "/instances?taskHub=AnotherHub", 400)]
    [InlineData("GET", "/entities", 404)]
    public async Task A_call_that_cannot_be_served_is_refused(string method, string path, int status)
    {
        await using var app = await Start(new Stock());
        Assert.Equal(status, (int)(await Send(app, new HttpMethod(method), path)).Status);
        using var withoutKey = await app.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Api + path));
        Assert.Equal(path == "/entities" ? 404 : 401, (int)withoutKey.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        await using var app = await Start(new Stock());
        using var start = Call(HttpMethod.Post, "/orchestrators/Shop");
        start.Content = new StringContent("{ not json", null, "application/json");
        using var refused = await app.Http.SendAsync(start);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        await Send(app, HttpMethod.Post, "/orchestrators/Shop/three", new Order("salt", 1));
        using var text = Call(HttpMethod.Post, "/instances/three/raiseEvent/Paid");
        text.Content = new StringContent("7", null, "text/plain");
        using var notJson = await app.Http.SendAsync(text);
        Assert.Equal(HttpStatusCode.BadRequest, notJson.StatusCode);

        // Half a character is JSON to the eye, and no text.
        foreach (var body in new[] { """{"":"","":"\ud9e9"}""", "\"\\ud9e9\"", """{"\udc00":1}""" })
        {
            using var half = Call(HttpMethod.Post, "/instances/three/raiseEvent/Paid");
            half.Content = new StringContent(body, null, "application/json");
            Assert.Equal(HttpStatusCode.BadRequest, (await app.Http.SendAsync(half)).StatusCode);
        }
    }
}
