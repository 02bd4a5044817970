using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

#pragma warning disable CA1801, CA1822, IDE0060 // What these functions do does not matter: none of them is ever called.

namespace Campaigns.Tests.Worker;

/// <summary>What the real host would not start, or would answer wrongly, does not start here, and the message says why.</summary>
public sealed class RefusalTests
{
    const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    public static class AdminRoute
    {
        [Function("F")]
        public static void F([HttpTrigger(Open, Route = "Administration/x")] HttpRequest request) { }
    }

    public static class RuntimeRoute
    {
        [Function("F")]
        public static void F([HttpTrigger(Open, Route = "/runtime")] HttpRequest request) { }
    }

    public static class BadRoute
    {
        [Function("F")]
        public static void F([HttpTrigger(Open, Route = "a/{b")] HttpRequest request) { }
    }

    public static class TwoOfAName
    {
        [Function("F")]
        public static void One([HttpTrigger(Open, Route = "1")] HttpRequest request) { }

        [Function("f")]
        public static void Two([HttpTrigger(Open, Route = "2")] HttpRequest request) { }
    }

    public static class BadName
    {
        [Function("has space")]
        public static void F([HttpTrigger(Open)] HttpRequest request) { }
    }

    public static class TwoTriggers
    {
        [Function("F")]
        public static void F([HttpTrigger(Open)] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) { }
    }

    public static class NoTrigger
    {
        [Function("F")]
        public static void F(HttpRequest request) { }
    }

    public static class WrongHttp
    {
        [Function("F")]
        public static void F([HttpTrigger(Open)] string request) { }
    }

    public static class WrongOrchestrator
    {
        [Function("F")]
        public static Task F([OrchestrationTrigger] string context) => Task.CompletedTask;
    }

    public static class WrongActivity
    {
        [Function("F")]
        public static Task F([ActivityTrigger] TaskActivityContext context) => Task.CompletedTask;
    }

    public static class WrongClient
    {
        [Function("F")]
        public static void F([HttpTrigger(Open)] HttpRequest request, [DurableClient] object client) { }
    }

    public static class ClientInOrchestrator
    {
        [Function("F")]
        public static Task F([OrchestrationTrigger] TaskOrchestrationContext c, [DurableClient] Microsoft.DurableTask.Client.DurableTaskClient client) =>
            Task.CompletedTask;
    }

    public static class TwoInputs
    {
        [Function("F")]
        public static Task F([OrchestrationTrigger] TaskOrchestrationContext context, string one, string two) => Task.CompletedTask;
    }

    public static class Unbound
    {
        [Function("F")]
        public static void F([HttpTrigger(Open)] HttpRequest request, string name) { }
    }

    public static class Unconstrained
    {
        [Function("F")]
        public static void F([HttpTrigger(Open, Route = "f/{number}")] HttpRequest request, int number) { }
    }

    public static class SameRoute
    {
        [Function("F")]
        public static void F([HttpTrigger(Open, "get", "post", Route = "x/{id}")] HttpRequest request, string id) { }

        [Function("G")]
        public static void G([HttpTrigger(Open, "POST", Route = "X/{slug}/")] HttpRequest request, string slug) { }
    }

    public static class BadCron
    {
        [Function("F")]
        public static void F([TimerTrigger("every day")] TimerInfo timer) { }
    }

    public static class MissingSetting
    {
        [Function("F")]
        public static void F([TimerTrigger("%NoSuchSetting%")] TimerInfo timer) { }
    }

    public static class ReturnsText
    {
        [Function("F")]
        public static string F([HttpTrigger(Open)] HttpRequest request) => "";
    }

    public static class UserLevel
    {
        [Function("F")]
        public static void F([HttpTrigger(AuthorizationLevel.User)] HttpRequest request) { }
    }

    public sealed class MissingService(RefusalTests tests)
    {
        [Function("F")]
        public void F([HttpTrigger(Open)] HttpRequest request) => tests.ToString();
    }

    public static class NotPublic
    {
        [Function("F")]
        static void F([HttpTrigger(Open)] HttpRequest request) { }
    }

    [Theory]
    [InlineData(typeof(AdminRoute), "begins with 'admin'")]
    [InlineData(typeof(RuntimeRoute), "begins with 'runtime'")]
    [InlineData(typeof(BadRoute), "not a route template")]
    [InlineData(typeof(TwoOfAName), "used twice")]
    [InlineData(typeof(BadName), "a name has")]
    [InlineData(typeof(TwoTriggers), "more than one")]
    [InlineData(typeof(NoTrigger), "no parameter has a trigger")]
    [InlineData(typeof(WrongHttp), "type HttpRequest")]
    [InlineData(typeof(WrongOrchestrator), "type TaskOrchestrationContext")]
    [InlineData(typeof(WrongActivity), "not its context")]
    [InlineData(typeof(WrongClient), "type DurableTaskClient")]
    [InlineData(typeof(ClientInOrchestrator), "cannot have a durable client")]
    [InlineData(typeof(TwoInputs), "one and two are two")]
    [InlineData(typeof(Unbound), "nothing is bound to its parameter String name")]
    [InlineData(typeof(Unconstrained), "{number:int}")]
    [InlineData(typeof(SameRoute), "conflicts with that of function 'F'", "G")]
    [InlineData(typeof(BadCron), "neither an NCRONTAB expression")]
    [InlineData(typeof(MissingSetting), "NoSuchSetting")]
    [InlineData(typeof(ReturnsText), "returns String")]
    [InlineData(typeof(UserLevel), "level User")]
    [InlineData(typeof(MissingService), "RefusalTests tests")]
    [InlineData(typeof(NotPublic), "is not public")]
    public void A_function_that_the_host_would_refuse_is_named(Type functions, string reason, string? function = null)
    {
        var builder = ServedApp.Builder([functions], settings: ("AzureWebJobsStorage", "UseDevelopmentStorage=true"));
        var refusal = Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        var name = function ?? (functions == typeof(TwoOfAName) ? "f" : functions == typeof(BadName) ? "has space" : "F");
        Assert.Contains($"'{name}'", refusal.Message, StringComparison.Ordinal);
    }

    public static class Durable
    {
        [Function("F")]
        public static Task F([OrchestrationTrigger] TaskOrchestrationContext context) => Task.CompletedTask;
    }

    [Theory]
    [InlineData("AzureFunctionsJobHost:extensions:durableTask:hubName", "ab", "hub name 'ab'")]
    [InlineData("AzureFunctionsJobHost:extensions:durableTask:hubName", "1abc", "hub name")]
    [InlineData("AzureFunctionsJobHost:extensions:durableTask:hubName", "my-hub", "hub name")]
    [InlineData("AzureFunctionsJobHost:extensions:durableTask:hubName", "%NoSuchHub%", "NoSuchHub")]
    [InlineData("AzureFunctionsJobHost:version", "1.0", "version must be 2.0")]
    [InlineData("AzureWebJobsStorage", "", "AzureWebJobsStorage")]
    public void A_setting_that_the_host_would_refuse_is_named(string setting, string value, string reason)
    {
        var builder = ServedApp.Builder(
            [typeof(Durable)], settings: [("AzureWebJobsStorage", "UseDevelopmentStorage=true"), (setting, value)]);
        var refusal = Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_disabled_is_left_out()
    {
        var builder = ServedApp.Builder([typeof(BadCron)], settings: ("AzureWebJobs.F.Disabled", "true"));
        using var host = builder.Build();
        Assert.NotNull(host);
    }

    [Fact]
    public void Http_functions_need_the_web_application()
    {
        var builder = Local.Worker.LocalHost.CreateBuilder([typeof(UserLevel), typeof(TwoOfAName)], []);
        var refusal = Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Contains("ConfigureFunctionsWebApplication", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("used twice", refusal.Message, StringComparison.Ordinal);
    }
}
