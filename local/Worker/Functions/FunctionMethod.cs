using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Local.Worker.Functions;

/// <summary>Calls a function's method, on a new instance of its class where it is not static.</summary>
sealed class FunctionMethod(FunctionEntry function)
{
    readonly MethodInvoker method = MethodInvoker.Create(function.Method);
    readonly ConstructorInfo[] constructors =
        function.Method.IsStatic ? [] : function.Method.DeclaringType!.GetConstructors();
    readonly Lazy<Func<object?, ValueTask<object?>>> unwrap = new(() => Returned.From(function.Method.ReturnType));
    ConstructorInvoker? constructor;
    ParameterInfo[] services = [];

    public string Name => function.Name;

    /// <summary>What keeps the class from being made out of the services of the app; null when nothing does.</summary>
    public string? Missing(IServiceProviderIsService known)
    {
        if (function.Method.IsStatic)
            return null;
        if (constructors.Length != 1)
            return $"{function.Method.DeclaringType} needs exactly one public constructor.";
        var missing = constructors[0].GetParameters().Where(p => !p.HasDefaultValue && !known.IsService(p.ParameterType)).ToList();
        return missing.Count == 0 ? null
            : $"no service is registered for {string.Join(", ", missing.Select(p => $"{p.ParameterType.Name} {p.Name}"))}.";
    }

    public async ValueTask<object?> Invoke(LocalFunctionContext context)
    {
        if (function.Method.IsStatic)
            return await unwrap.Value(Call(null, context));

        var target = Make(context.InstanceServices);
        try
        {
            return await unwrap.Value(Call(target, context));
        }
        finally
        {
            if (target is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (target as IDisposable)?.Dispose();
        }
    }

    object? Call(object? target, LocalFunctionContext context)
    {
        var arguments = new object?[function.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = function.Arguments[i](context);
        return method.Invoke(target, arguments.AsSpan());
    }

    object Make(IServiceProvider provider)
    {
        if (constructor is null)
        {
            services = constructors[0].GetParameters();
            constructor = ConstructorInvoker.Create(constructors[0]);
        }

        var arguments = new object?[services.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = services[i].HasDefaultValue
                ? provider.GetService(services[i].ParameterType) ?? services[i].DefaultValue
                : provider.GetRequiredService(services[i].ParameterType);
        }

        return constructor.Invoke(arguments.AsSpan());
    }
}
