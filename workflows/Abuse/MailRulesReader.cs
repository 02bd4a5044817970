using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns.Abuse;

/// <summary>Checks the lists of mail domains that a coordinator typed: <c>allowDomains</c>, <c>holdDomains</c>, <c>blockDomains</c>.</summary>
public static class MailRulesReader
{
    static readonly char[] Between = [' ', ',', ';', '\t', '\r', '\n'];

    /// <param name="text">The words of a field: domains between blanks, commas or lines, each with or without an @ before it.</param>
    /// <param name="refuse">Told field, reason and arguments of what is wrong.</param>
    public static MailRules Read(Func<string, string> text, Action<string, string, string[]> refuse)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var rules = new MailRules(List("allowDomains"), List("holdDomains"), List("blockDomains"));
        if (seen.Count <= Limits.MailDomains) return rules;
        refuse(rules.Lists.MaxBy(list => list.Domains.Length).Field, "TooMany", [$"{Limits.MailDomains}"]);
        return MailRules.None;

        ImmutableArray<string> List(string field)
        {
            var domains = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var word in text(field).Split(Between, StringSplitOptions.RemoveEmptyEntries).Take(Limits.MailDomains + 1))
                if (Domain(word) is not { } domain) refuse(field, "NotADomain", [Short(word)]);
                else if (!seen.TryAdd(domain, field) && seen[domain] != field) refuse(field, "InTwoLists", [domain]);
                else domains.Add(domain);
            return [.. domains];
        }
    }

    static string? Domain(string word) =>
        EmailAddress.TryParse("a@" + word[(word.LastIndexOf('@') + 1)..], out var address) && address.Domain.Length <= Limits.MailDomain ? address.Domain : null;

    // It is shown beside its field: what is no text is not repeated.
    static string Short(string word) => word.Any(c => SingleLine.IsForbidden(c) || char.IsSurrogate(c)) ? "?" : word.Length > 60 ? word[..60] + "…" : word;
}
