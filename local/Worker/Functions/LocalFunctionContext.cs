using System.Collections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Local.Worker.Functions;

/// <summary>One invocation. The trigger puts what it brought into the property that belongs to it.</summary>
sealed class LocalFunctionContext : FunctionContext
{
    readonly CancellationToken cancellation;
    InvocationFeatures? features;
    IDictionary<object, object>? items;

    public LocalFunctionContext(FunctionEntry function, IServiceProvider services, CancellationToken cancellation)
    {
        (Function, InstanceServices, this.cancellation) = (function, services, cancellation);
        Result = new LocalResult();
        BindingContext = new LocalBindingContext(this);
    }

    public FunctionEntry Function { get; }

    public LocalResult Result { get; }

    public HttpContext? Http { get; private init; }

    /// <summary>TimerInfo, TaskOrchestrationContext or an activity's TaskActivityContext.</summary>
    public object? Trigger { get; init; }

    /// <summary>The payload of an orchestration or activity, of the function's input type.</summary>
    public object? Input { get; init; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Name;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override BindingContext BindingContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public override IInvocationFeatures Features => features ??= new InvocationFeatures(Result);

    public override CancellationToken CancellationToken => cancellation;

    public static LocalFunctionContext Of(FunctionEntry function, HttpContext http)
    {
        var context = new LocalFunctionContext(function, http.RequestServices, http.RequestAborted) { Http = http };
        context.Items[FunctionContextExtensions.HttpContextItem] = http;
        return context;
    }

    internal sealed class LocalResult : InvocationResult
    {
        public override object? Value { get; set; }
    }

    sealed class LocalBindingContext(LocalFunctionContext context) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData =>
            context.Http?.Request.RouteValues ?? (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>();
    }

    sealed class InvocationFeatures : IInvocationFeatures
    {
        readonly Dictionary<Type, object> byType = [];

        public InvocationFeatures(LocalResult result) => byType[typeof(InvocationResult)] = result;

        public T? Get<T>() => byType.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public void Set<T>(T instance) => byType[typeof(T)] = instance!;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => byType.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
