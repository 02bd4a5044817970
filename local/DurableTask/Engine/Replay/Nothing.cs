using System.Runtime.CompilerServices;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>What a missing payload means for a type: null, or a value type's default.</summary>
static class Nothing
{
    public static object? Of(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null && type != typeof(void)
        ? RuntimeHelpers.GetUninitializedObject(type)
        : null;
}
