using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Campaigns.Tests.Cloud;

/// <summary>A role as a deployment gives it.</summary>
/// <param name="Role">The id of its definition.</param>
/// <param name="Place">The type of the one resource that it is given for; <c>all</c> where it is more than one resource.</param>
/// <param name="Who">The object id, or the expression that stands for it until there is one.</param>
sealed partial record RoleAssignment(string Role, string Place, string Who)
{
    public bool IsTheApps => Who.Contains("'identity-", StringComparison.Ordinal) && Who.Contains("outputs.principalId", StringComparison.Ordinal);

    public static RoleAssignment Of(JsonNode resource) => new(
        ((string)resource["properties"]!["roleDefinitionId"]!).Split('/')[^1], PlaceOf((string)resource["id"]!), (string)resource["properties"]!["principalId"]!);

    /// <summary>From <c>/subscriptions/.../providers/Microsoft.Storage/storageAccounts/NAME/providers/Microsoft.Authorization/...</c> or the same as an expression.</summary>
    static string PlaceOf(string id)
    {
        var match = Resource().Match(id);
        if (!match.Success) return "all";
        var parts = match.Groups[1].Value.Split('/');
        return string.Join('/', parts.Where((_, at) => at == 0 || at % 2 == 1));
    }

    [GeneratedRegex(@"/resourceGroups/[^/']+/providers/((?!Microsoft\.Authorization)[^']+?)(?:'|/providers/Microsoft\.Authorization/)")]
    private static partial Regex Resource();
}
