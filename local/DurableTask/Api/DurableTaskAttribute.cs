namespace Microsoft.DurableTask;

/// <summary>Names a class-based orchestrator or activity; without a name, the class's own name counts.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DurableTaskAttribute : Attribute
{
    public DurableTaskAttribute(string? name = null) => Name = name is null ? default : new TaskName(name);

    /// <summary>The name; <c>default</c> when the class's name is meant.</summary>
    public TaskName Name { get; }
}
