using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Campaigns.Local.Worker.Functions;

/// <summary>Finds the functions of an app and holds them against the rules of the real host.</summary>
static partial class FunctionReader
{
    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$")]
    private static partial Regex FunctionName { get; }

    public static IReadOnlyList<FunctionEntry> Read(IEnumerable<Type> types, Problems problems)
    {
        var functions = new List<FunctionEntry>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in types.SelectMany(t => t.GetMethods(Declared)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>(false) is not { } function)
                continue;
            if (!names.Add(function.Name))
                problems.Add(function.Name, $"the name is used twice, the second time by {method.DeclaringType}.{method.Name}.");
            else if (problems.Try(function.Name, () => Entry(function.Name, method)) is { } entry)
                functions.Add(entry);
        }

        return functions;
    }

    static FunctionEntry Entry(string name, MethodInfo method)
    {
        if (!FunctionName.IsMatch(name))
            throw new FunctionProblem("a name has 1 to 127 letters, digits, '_' and '-', a letter first.");
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw new FunctionProblem($"{method.DeclaringType}.{method.Name} is not public.");
        if (method.IsGenericMethodDefinition || method.DeclaringType.ContainsGenericParameters)
            throw new FunctionProblem("functions are not generic.");
        if (!method.IsStatic && method.DeclaringType.IsAbstract)
            throw new FunctionProblem($"no instance of {method.DeclaringType} can be made.");

        var (parameter, trigger) = Trigger(method);
        var kind = Kind(trigger);
        return new FunctionEntry
        {
            Name = name,
            Method = method,
            Kind = kind,
            Trigger = trigger,
            Definition = new LocalFunctionDefinition(name, method),
            Arguments = ParameterRules.Arguments(method, parameter, kind, trigger, name),
            InputType = ParameterRules.InputType(method, parameter, kind),
        };
    }

    static (ParameterInfo, TriggerBindingAttribute) Trigger(MethodInfo method)
    {
        var triggers = method.GetParameters()
            .Select(p => (Parameter: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>(false)))
            .Where(p => p.Trigger is not null).ToList();
        return triggers.Count switch
        {
            1 => (triggers[0].Parameter, triggers[0].Trigger!),
            0 => throw new FunctionProblem("no parameter has a trigger."),
            _ => throw new FunctionProblem("more than one parameter has a trigger."),
        };
    }

    static TriggerKind Kind(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => TriggerKind.Http,
        TimerTriggerAttribute => TriggerKind.Timer,
        OrchestrationTriggerAttribute => TriggerKind.Orchestration,
        ActivityTriggerAttribute => TriggerKind.Activity,
        _ => throw new FunctionProblem($"{trigger.GetType().Name} is not served by the local runtime."),
    };
}
