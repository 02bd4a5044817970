namespace Microsoft.DurableTask.Abstractions;

/// <summary>The order of versions.</summary>
public static class TaskOrchestrationVersioningUtils
{
    /// <summary>
    /// Empty comes before everything; versions like 1.2 or 1.2.3 compare by their numbers; all others as text, without regard to case.
    /// </summary>
    public static int CompareVersions(string sourceVersion, string otherVersion)
    {
        var (source, other) = (string.IsNullOrWhiteSpace(sourceVersion), string.IsNullOrWhiteSpace(otherVersion));
        if (source || other) return source == other ? 0 : source ? -1 : 1;
        return Version.TryParse(sourceVersion, out var a) && Version.TryParse(otherVersion, out var b)
            ? a.CompareTo(b)
            : string.Compare(sourceVersion, otherVersion, StringComparison.OrdinalIgnoreCase);
    }
}
