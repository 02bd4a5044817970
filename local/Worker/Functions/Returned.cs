using System.Reflection;

namespace Campaigns.Local.Worker.Functions;

/// <summary>Gets the value out of what a method returned: nothing, a value, a task, a task of a value.</summary>
static class Returned
{
    static readonly MethodInfo OfTask = typeof(Returned).GetMethod(nameof(FromTask), BindingFlags.NonPublic | BindingFlags.Static)!;
    static readonly MethodInfo OfValueTask = typeof(Returned).GetMethod(nameof(FromValueTask), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The type of the value; void where there is none.</summary>
    public static Type ValueType(Type returned) =>
        returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(void)
        : IsTaskOf(returned) ? returned.GetGenericArguments()[0] : returned;

    public static Func<object?, ValueTask<object?>> From(Type returned)
    {
        if (returned == typeof(Task))
            return async task => { await (Task)task!; return null; };
        if (returned == typeof(ValueTask))
            return async task => { await (ValueTask)task!; return null; };
        if (!IsTaskOf(returned))
            return ValueTask.FromResult;
        var generic = returned.GetGenericTypeDefinition() == typeof(Task<>) ? OfTask : OfValueTask;
        return generic.MakeGenericMethod(returned.GetGenericArguments()).CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    static bool IsTaskOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    static async ValueTask<object?> FromTask<T>(object? task) => await (Task<T>)task!;

    static async ValueTask<object?> FromValueTask<T>(object? task) => await (ValueTask<T>)task!;
}
