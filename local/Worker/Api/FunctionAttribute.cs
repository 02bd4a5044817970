namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function. Names are unique in an app, whatever their case.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
