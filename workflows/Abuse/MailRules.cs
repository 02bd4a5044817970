using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Abuse;

/// <summary>What becomes of requests from a mail domain.</summary>
public enum MailRule
{
    /// <summary>Nothing about the domain is suspicious.</summary>
    Allow,
    /// <summary>Signatures wait for the coordinator.</summary>
    Hold,
    /// <summary>Nobody there is written to. The answer to the form is the same.</summary>
    Block,
}

/// <summary>A coordinator's lists of mail domains, in lower-case ASCII (punycode); each stands for what is below it, too.</summary>
public sealed record MailRules(ImmutableArray<string> Allow, ImmutableArray<string> Hold, ImmutableArray<string> Block)
{
    public static readonly MailRules None = new([], [], []);

    /// <summary>The fields of a form, with what they hold.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Field, ImmutableArray<string> Domains)> Lists => [("allowDomains", Allow), ("holdDomains", Hold), ("blockDomains", Block)];

    [JsonIgnore]
    public bool IsEmpty => Allow.IsEmpty && Hold.IsEmpty && Block.IsEmpty;

    /// <summary>Of the rule that is nearest to the domain: <c>mail.example.org</c> before <c>example.org</c>. Null where there is none.</summary>
    public MailRule? For(string domain) => Rules.Where(rule => MailDomain.IsOf(rule.Domain, domain)).OrderByDescending(rule => rule.Domain.Length).FirstOrDefault().Rule;

    public bool Same(MailRules other) => Rules.SequenceEqual(other.Rules);

    IEnumerable<(string Domain, MailRule? Rule)> Rules =>
    [
        .. Allow.Select(domain => (domain, (MailRule?)MailRule.Allow)),
        .. Hold.Select(domain => (domain, (MailRule?)MailRule.Hold)),
        .. Block.Select(domain => (domain, (MailRule?)MailRule.Block)),
    ];

    /// <summary>As the campaign's row holds them: sealed, because a domain may be one person's; null for none.</summary>
    public string? Seal(DataKey key, string campaignId) => IsEmpty ? null : Convert.ToBase64String(key.Seal(this, Context(campaignId)));

    public static MailRules Of(Campaign campaign, DataKey key) =>
        campaign.MailRules is { } stored ? key.Open<MailRules>(Convert.FromBase64String(stored), Context(campaign.Id)) : None;

    static string Context(string campaignId) => $"{campaignId}|{Rows.Campaign}|MailRules";
}
