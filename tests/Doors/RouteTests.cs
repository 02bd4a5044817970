using System.Reflection;
using Campaigns.Functions;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Tests.Doors;

public sealed class RouteTests
{
    /// <summary>Every function that answers over HTTP.</summary>
    internal static readonly (string Function, HttpTriggerAttribute Trigger)[] Routes =
    [
        .. from type in typeof(CampaignsApp).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select (function.Name, trigger),
    ];

    [Fact]
    public void No_route_is_where_the_host_answers_itself()
    {
        Assert.True(Routes.Length > 10);
        foreach (var (function, trigger) in Routes)
        {
            Assert.False(string.IsNullOrEmpty(trigger.Route), function);
            Assert.DoesNotContain(trigger.Route!.Split('/')[0].ToLowerInvariant(), new[] { "admin", "runtime", "api" });
        }
    }

    [Fact]
    public void What_can_be_looked_at_answers_a_look_at_its_head_too()
    {
        foreach (var (function, trigger) in Routes.Where(route => route.Trigger.Methods!.Contains("get")))
            Assert.True(trigger.Methods!.Contains("head"), function);
    }
}
