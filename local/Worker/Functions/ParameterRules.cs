using System.Reflection;
using Campaigns.Local.Worker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Local.Worker.Functions;

/// <summary>
/// What the parameters of a function may be, and where their values come from. Anything else is refused at start. A parameter is known by its
/// place: two threads that ask at once may get two objects for one parameter.
/// </summary>
static class ParameterRules
{
    public static IReadOnlyList<Func<LocalFunctionContext, object?>> Arguments(
        MethodInfo method, ParameterInfo triggered, TriggerKind kind, TriggerBindingAttribute trigger, string functionName)
    {
        CheckTrigger(triggered, kind);
        CheckReturn(method, kind);
        var route = kind == TriggerKind.Http ? RouteTemplate.Parse(((HttpTriggerAttribute)trigger).Route, functionName) : null;
        return [.. method.GetParameters().Select(p =>
            p.Position == triggered.Position ? OfTrigger(kind) : Common(p, kind) ?? Own(p, kind, route) ?? throw Unknown(p))];
    }

    /// <summary>The type of an activity's trigger parameter, or of the one parameter of an orchestrator that is nothing else.</summary>
    public static Type InputType(MethodInfo method, ParameterInfo triggered, TriggerKind kind)
    {
        if (kind == TriggerKind.Activity)
            return triggered.ParameterType;
        if (kind != TriggerKind.Orchestration)
            return typeof(object);
        var inputs = method.GetParameters().Where(p => p.Position != triggered.Position && Common(p, kind) is null).ToList();
        return inputs.Count switch
        {
            0 => typeof(object),
            1 => inputs[0].ParameterType,
            _ => throw new FunctionProblem("an orchestrator has one input; " + string.Join(" and ", inputs.Select(p => p.Name)) + " are two."),
        };
    }

    static void CheckTrigger(ParameterInfo parameter, TriggerKind kind)
    {
        var type = parameter.ParameterType;
        var wanted = kind switch
        {
            TriggerKind.Http => typeof(HttpRequest),
            TriggerKind.Timer => typeof(TimerInfo),
            TriggerKind.Orchestration => typeof(TaskOrchestrationContext),
            _ => type,
        };
        if (type != wanted)
            throw new FunctionProblem($"the trigger needs a parameter of type {wanted.Name}; {parameter.Name} is {type.Name}.");
        if (kind == TriggerKind.Activity && typeof(TaskActivityContext).IsAssignableFrom(type))
            throw new FunctionProblem($"the trigger's parameter {parameter.Name} is the activity's input, not its context.");
    }

    static void CheckReturn(MethodInfo method, TriggerKind kind)
    {
        var value = Returned.ValueType(method.ReturnType);
        if (kind == TriggerKind.Http && value != typeof(void) && !typeof(IResult).IsAssignableFrom(value))
            throw new FunctionProblem($"it returns {value.Name}; an HTTP function returns an IResult or nothing.");
        if (kind == TriggerKind.Timer && value != typeof(void))
            throw new FunctionProblem($"it returns {value.Name}; a timer function returns nothing.");
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
            throw new FunctionProblem("it is async void: nobody would see it fail.");
    }

    static Func<LocalFunctionContext, object?> OfTrigger(TriggerKind kind) => kind switch
    {
        TriggerKind.Http => context => context.Http!.Request,
        TriggerKind.Activity => context => context.Input,
        _ => context => context.Trigger,
    };

    static Func<LocalFunctionContext, object?>? Common(ParameterInfo parameter, TriggerKind kind)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return context => context;
        if (type == typeof(CancellationToken))
            return context => context.CancellationToken;
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is null)
            return null;
        if (type != typeof(DurableTaskClient))
            throw new FunctionProblem($"[DurableClient] needs a parameter of type DurableTaskClient; {parameter.Name} is {type.Name}.");
        if (kind == TriggerKind.Orchestration)
            throw new FunctionProblem("an orchestrator cannot have a durable client.");
        return context => context.InstanceServices.GetRequiredService<DurableClientSource>().Client;
    }

    static Func<LocalFunctionContext, object?>? Own(ParameterInfo parameter, TriggerKind kind, RouteTemplate? route)
    {
        if (parameter.GetCustomAttribute<BindingAttribute>(false) is not null)
            return null;
        return kind switch
        {
            TriggerKind.Http => route!.Argument(parameter),
            TriggerKind.Orchestration => context => context.Input,
            TriggerKind.Activity when parameter.Name == "instanceId" && parameter.ParameterType == typeof(string) =>
                context => ((TaskActivityContext)context.Trigger!).InstanceId,
            _ => null,
        };
    }

    static FunctionProblem Unknown(ParameterInfo parameter) =>
        new($"nothing is bound to its parameter {parameter.ParameterType.Name} {parameter.Name}.");
}

/// <summary>Where <c>[DurableClient]</c> parameters come from. The client itself is no service, as in Azure.</summary>
sealed record DurableClientSource(DurableTaskClient Client);
