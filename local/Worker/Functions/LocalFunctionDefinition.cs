using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Campaigns.Local.Worker.Functions;

sealed class LocalFunctionDefinition(string name, MethodInfo method) : FunctionDefinition
{
    public override string Id => Name;

    public override string Name => name;

    public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        method.GetParameters()
            .Select(p => (p.Name, Binding: p.GetCustomAttribute<BindingAttribute>()))
            .Where(p => p.Binding is not null)
            .ToImmutableDictionary(p => p.Name!, p => (BindingMetadata)new Bound(p.Name!, TypeOf(p.Binding!)));

    static string TypeOf(BindingAttribute binding)
    {
        var name = binding.GetType().Name[..^nameof(Attribute).Length];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    sealed class Bound(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
