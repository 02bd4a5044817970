using Campaigns.Local.Worker.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Tests.Worker;

public sealed class ParameterRuleTests
{
    /// <summary>As it comes about when two apps in one process are built at once; here by way of a derived class.</summary>
    [Fact]
    public void A_parameter_that_is_described_by_two_objects_is_one_parameter()
    {
        var (method, triggered) = (typeof(Derived).GetMethod("Get")!, typeof(Door).GetMethod("Get")!.GetParameters()[0]);
        Assert.NotSame(triggered, method.GetParameters()[0]);

        Assert.Single(ParameterRules.Arguments(method, triggered, TriggerKind.Http, new HttpTriggerAttribute { Route = "nothing" }, "Nothing"));
    }

    public class Door
    {
        public IResult Get(HttpRequest request) => Results.Ok(request.Path);
    }

    public sealed class Derived : Door;
}
