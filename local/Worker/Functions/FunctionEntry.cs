using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Campaigns.Local.Worker.Functions;

enum TriggerKind
{
    Http,
    Timer,
    Orchestration,
    Activity,
}

/// <summary>A function as it was read and checked at start: all that an invocation needs, found out once.</summary>
sealed class FunctionEntry
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    public required TriggerKind Kind { get; init; }

    public required TriggerBindingAttribute Trigger { get; init; }

    /// <summary>How each parameter gets its value, in order.</summary>
    public required IReadOnlyList<Func<LocalFunctionContext, object?>> Arguments { get; init; }

    public required FunctionDefinition Definition { get; init; }

    /// <summary>What the engine turns the payload into; <see cref="object"/> where the function takes no input.</summary>
    public Type InputType { get; init; } = typeof(object);

    public HttpTriggerAttribute Http => (HttpTriggerAttribute)Trigger;

    /// <summary>The route template without the prefix: the function's name where none is given.</summary>
    public string Route => string.IsNullOrWhiteSpace(Http.Route) ? Name : Http.Route.Trim('/');
}
