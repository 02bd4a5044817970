using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Different for each invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for each invocation of a function.</summary>
    public abstract string FunctionId { get; }

    public abstract BindingContext BindingContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What middleware and function leave each other during the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller has gone or the app stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

/// <summary>A function of the app.</summary>
public abstract class FunctionDefinition
{
    public abstract string Id { get; }

    public abstract string Name { get; }

    /// <summary>Type and method: <c>Namespace.Type.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>Trigger and other inputs by parameter name; the trigger's <see cref="BindingMetadata.Type"/> ends in "Trigger".</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }
}

/// <summary>What one binding of a function is.</summary>
public abstract class BindingMetadata
{
    public abstract string Name { get; }

    /// <summary>httpTrigger, timerTrigger, orchestrationTrigger, activityTrigger or durableClient.</summary>
    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}

public enum BindingDirection
{
    In = 0,
    Out = 1,
}

/// <summary>What the trigger brought.</summary>
public abstract class BindingContext
{
    /// <summary>Route values of an HTTP request; empty for other triggers.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>Objects of an invocation by their type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    T? Get<T>();

    void Set<T>(T instance);
}
