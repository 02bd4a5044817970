using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Campaigns.Tests.Worker;

public sealed class InvocationTests
{
    public sealed class Visit
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    public sealed class Guest(Visit visit, string greeting = "hello") : IDisposable
    {
        static int disposed;

        public static int Disposed => disposed;

        [Function("Visit")]
        public IResult Show([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context)
        {
            var same = request.HttpContext.RequestServices.GetRequiredService<Visit>() == visit
                && context.InstanceServices.GetRequiredService<Visit>() == visit && context.GetHttpContext() == request.HttpContext;
            return Results.Text($"{greeting} {same} {visit.Id} {context.FunctionDefinition.Name}");
        }

        public void Dispose() => Interlocked.Increment(ref disposed);
    }

    sealed class Note(string name) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var http = context.GetHttpContext()!;
            http.Response.Headers.Append("X-Order", name + " in");
            if (http.Request.Query.ContainsKey("stop"))
                context.GetInvocationResult().Value = Results.Text("stopped", statusCode: 418);
            else
                await next(context);
            http.Response.Headers.Append("X-Order", name + " out");
        }
    }

    [Fact]
    public async Task An_instance_is_made_for_each_request_out_of_its_scope_and_disposed()
    {
        await using var app = await ServedApp.Start([typeof(Guest)], b => b.Services.AddScoped<Visit>());
        var before = Guest.Disposed;
        var first = await app.Http.GetStringAsync("/visit");
        var second = await app.Http.GetStringAsync("/visit");
        Assert.StartsWith("hello True ", first, StringComparison.Ordinal);
        Assert.EndsWith(" Visit", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal(before + 2, Guest.Disposed);
    }

    [Fact]
    public async Task Middleware_runs_in_its_order_and_can_answer_by_itself()
    {
        await using var app = await ServedApp.Start([typeof(Guest)], b =>
        {
            b.Services.AddScoped<Visit>();
            b.Services.AddSingleton(new Note("outer"));
            b.UseMiddleware<Note>();
            b.UseMiddleware(async (context, next) =>
            {
                context.GetHttpContext()!.Response.Headers.Append("X-Order", "inner");
                await next();
            });
        });
        using var through = await app.Http.GetAsync("/visit");
        Assert.Equal(["outer in", "inner", "outer out"], through.Headers.GetValues("X-Order"));
        using var stopped = await app.Http.GetAsync("/visit?stop");
        Assert.Equal((HttpStatusCode)418, stopped.StatusCode);
        Assert.Equal(["outer in", "outer out"], stopped.Headers.GetValues("X-Order"));
    }

    [Fact]
    public async Task Middleware_for_some_functions_leaves_the_others_alone()
    {
        await using var app = await ServedApp.Start([typeof(Guest)], b =>
        {
            b.Services.AddScoped<Visit>();
            b.Services.AddSingleton(new Note("chosen"));
            b.UseWhen<Note>(context => context.FunctionDefinition.InputBindings.Values.Any(i => i.Type == "timerTrigger"));
        });
        using var response = await app.Http.GetAsync("/visit");
        Assert.False(response.Headers.Contains("X-Order"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
