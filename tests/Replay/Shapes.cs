using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using Campaigns.Alarms;
using Campaigns.Local.Launcher;
using Campaigns.Mail;
using Microsoft.DurableTask;

namespace Campaigns.Tests.Replay;

/// <summary>
/// The classes that are stored as JSON, in histories and in rows, property by property: <c>tests/Replay/Shapes/{version}.txt</c>.
/// Properties may be added; one that was stored may not go or change.
/// </summary>
static class Shapes
{
    public static string Folder => Repository.PathTo("tests", "Replay", "Shapes");

    /// <summary>What goes into and comes out of orchestrators and activities, by the name that histories have of them.</summary>
    public static IReadOnlyDictionary<string, (Type Input, Type Result)> InHistories { get; } =
        (from type in typeof(CampaignOrchestrator).Assembly.GetTypes()
         where !type.IsAbstract
         let stored = Base(type, typeof(TaskActivity<,>)) ?? Base(type, typeof(TaskOrchestrator<,>))
         where stored is not null
         select (type.Name, stored.GetGenericArguments())).ToDictionary(one => one.Name, one => (one.Item2[0], one.Item2[1]));

    static IEnumerable<Type> Stored =>
        InHistories.Values.SelectMany(one => new[] { one.Input, one.Result })
            .Concat([typeof(Campaign), typeof(Addressee), typeof(Invitation), typeof(Alarm)])
            .Concat(typeof(Message).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract));

    public static IReadOnlyList<string> Today()
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        foreach (var type in Stored) Add(type, lines, seen);
        return [.. lines];
    }

    public static void Write(string version)
    {
        Directory.CreateDirectory(Folder);
        using var file = new StreamWriter(new FileStream(Path.Combine(Folder, version + ".txt"), FileMode.CreateNew));
        foreach (var line in Today()) file.Write(line + "\n");
    }

    static void Add(Type type, SortedSet<string> lines, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            foreach (var item in type.GetGenericArguments()) Add(item, lines, seen);
            return;
        }
        if (type.Assembly != typeof(Campaign).Assembly || !seen.Add(type)) return;
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type)) lines.Add($"{type.Name}.{name}");
            return;
        }
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsStored))
        {
            lines.Add($"{type.Name}.{property.Name}: {NameOf(property.PropertyType)}");
            Add(property.PropertyType, lines, seen);
        }
    }

    static bool IsStored(PropertyInfo property) => property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is null;

    static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } plain ? NameOf(plain) + "?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;

    static Type? Base(Type type, Type generic)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
            if (up.IsGenericType && up.GetGenericTypeDefinition() == generic) return up;
        return null;
    }
}
