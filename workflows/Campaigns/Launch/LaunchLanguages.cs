using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns;

/// <summary>Reads what is said of single languages beside the statement: <c>title.xx</c>, and <c>approvedBy</c> (of the authoritative text) and <c>approvedBy.xx</c>.</summary>
static class LaunchLanguages
{
    public const string Titles = "title.";
    public const string Approval = "approvedBy";

    /// <returns>Null for none.</returns>
    public static ImmutableSortedDictionary<string, string>? ReadTitles(LaunchFields fields, string language, IEnumerable<string> languages) =>
        Read(fields, Titles, Limits.Title, language, languages, []);

    /// <returns>Null for none.</returns>
    public static ImmutableSortedDictionary<string, string>? ReadApprovals(LaunchFields fields, string language, IEnumerable<string> languages) =>
        Read(fields, Approval + ".", Limits.ApprovedBy, language, languages, [(Approval, language)]);

    static ImmutableSortedDictionary<string, string>? Read(
        LaunchFields fields, string prefix, int limit, string authoritative, IEnumerable<string> languages, IEnumerable<(string Field, string Language)> first)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var others = fields.Input.Fields.Keys.Where(field => field.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(field => (field, LanguageTag.TryParse(field[prefix.Length..], out var tag) ? tag : ""));
        foreach (var (field, language) in first.Concat(others))
        {
            if (fields.Text(field).Length == 0) continue;
            var line = SingleLine.Read(fields.Text(field), limit, required: true, out var reason);
            if (reason is not null) fields.Refuse(field, reason, reason == "TooLong" ? [LaunchFields.Number(limit)] : []);
            else if (language.Length == 0) fields.Refuse(field, "NotALanguage");
            else if (!languages.Contains(language)) fields.Refuse(field, "NoTextInIt");
            else if (language == authoritative && field.StartsWith(prefix, StringComparison.Ordinal) || !found.TryAdd(language, line)) fields.Refuse(field, "GivenTwice");
        }
        return found.Count == 0 ? null : found.ToImmutable();
    }
}
