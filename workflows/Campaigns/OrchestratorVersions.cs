using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// The versions of the orchestrators that campaigns in flight may run under: each has recorded histories that the tests replay with this code. A test holds
/// this list against them, and the last against <c>defaultVersion</c> in host.json.
/// </summary>
public static class OrchestratorVersions
{
    /// <summary>Oldest first.</summary>
    public static readonly ImmutableArray<string> Known = ["1.0", "1.1"];

    /// <summary>Under which new ones begin.</summary>
    public static string Current => Known[^1];
}
