using System.Globalization;
using System.Reflection;
using Campaigns.Local.Worker.Functions;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Campaigns.Local.Worker.Http;

/// <summary>The route of one HTTP function.</summary>
sealed class RouteTemplate
{
    // As the real host compares them: by beginning, so that "administration" is refused as well.
    static readonly string[] Reserved = ["admin", "runtime"];

    readonly RoutePattern pattern;

    RouteTemplate(RoutePattern pattern) => this.pattern = pattern;

    public static RouteTemplate Parse(string? route, string functionName)
    {
        var template = string.IsNullOrWhiteSpace(route) ? functionName : route.Trim('/');
        if (Reserved.FirstOrDefault(r => template.StartsWith(r, StringComparison.OrdinalIgnoreCase)) is { } reserved)
            throw new FunctionProblem($"the route '{template}' begins with '{reserved}', which the Functions host keeps for itself.");
        try
        {
            return new RouteTemplate(RoutePatternFactory.Parse(template));
        }
        catch (RoutePatternException e)
        {
            throw new FunctionProblem($"the route '{template}' is not a route template: {e.Message}");
        }
    }

    /// <summary>
    /// The template with its parameters' names taken out: two functions with the same shape and a method in common
    /// would both match a request.
    /// </summary>
    public string Shape => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shaped))));

    /// <summary>How a parameter of the method gets the route's value of the same name; null when the route has none.</summary>
    public Func<LocalFunctionContext, object?>? Argument(ParameterInfo parameter)
    {
        if (pattern.GetParameter(parameter.Name!) is not { } bound)
            return null;
        var name = bound.Name;
        var missing = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        var convert = Conversion(parameter, bound);
        return context => context.Http!.Request.RouteValues[name] is { } value
            ? convert(Convert.ToString(value, CultureInfo.InvariantCulture)!)
            : missing;
    }

    static Func<string, object> Conversion(ParameterInfo parameter, RoutePatternParameterPart bound)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type == typeof(string))
            return text => text;
        var (constraint, convert) = type switch
        {
            _ when type == typeof(int) => ("int", (Func<string, object>)(text => int.Parse(text, CultureInfo.InvariantCulture))),
            _ when type == typeof(long) => ("long", text => long.Parse(text, CultureInfo.InvariantCulture)),
            _ when type == typeof(Guid) => ("guid", text => Guid.Parse(text)),
            _ => throw new FunctionProblem($"a route's value can be a string, int, long or Guid; {parameter.Name} is {type.Name}."),
        };

        // The real host would answer 500 to any other text.
        if (!bound.ParameterPolicies.Any(p => p.Content == constraint))
            throw new FunctionProblem($"{parameter.Name} is {type.Name}, so the route must say {{{bound.Name}:{constraint}}}.");
        if (bound.IsOptional && !parameter.HasDefaultValue && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            throw new FunctionProblem($"{parameter.Name} is optional in the route, so it needs a default or a nullable type.");
        return convert;
    }

    static string Shaped(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            (parameter.IsCatchAll ? "{*" : "{") + string.Concat(parameter.ParameterPolicies.Select(p => ":" + p.Content)) + "}",
        _ => part.ToString()!,
    };
}
