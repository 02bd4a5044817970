using Campaigns.Local.Worker.Functions;

namespace Campaigns.Local.Worker.Http;

/// <summary>Two functions that would answer the same request: the real host refuses the second.</summary>
static class RouteConflicts
{
    public static void Find(IEnumerable<FunctionEntry> functions, Problems problems)
    {
        var shapes = functions.Where(f => f.Kind == TriggerKind.Http)
            .GroupBy(f => RouteTemplate.Parse(f.Http.Route, f.Name).Shape);
        foreach (var same in shapes)
        {
            var list = same.ToList();
            for (var second = 1; second < list.Count; second++)
            {
                if (list.Take(second).FirstOrDefault(first => Meet(first, list[second])) is { } taken)
                    problems.Add(list[second].Name, $"the route '{list[second].Route}' conflicts with that of function '{taken.Name}'.");
            }
        }
    }

    static bool Meet(FunctionEntry one, FunctionEntry other) =>
        one.Http.Methods is not { Length: > 0 } first || other.Http.Methods is not { Length: > 0 } second
        || first.Intersect(second, StringComparer.OrdinalIgnoreCase).Any();
}
