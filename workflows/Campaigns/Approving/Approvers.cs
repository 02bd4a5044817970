using Campaigns.Access;
using Campaigns.Checks;
using Campaigns.Networks;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>
/// Who can be the second person: the coordinators of the campaign's network, or of the settings' list where it belongs to none. Whoever is
/// an operator of it, too, cannot.
/// </summary>
public sealed class Approvers(NetworkStore networks, KeyRing keys, CampaignsOptions options)
{
    readonly AllowList allowed = new(options);

    /// <param name="network">Null: a campaign of no network.</param>
    /// <returns>At most <see cref="Limits.Approvers"/>.</returns>
    public async Task<IReadOnlyList<EmailAddress>> OfAsync(string? network, CancellationToken cancellation = default)
    {
        if (network is null) return Read(allowed.Coordinators, allowed.Operators);
        var members = (await networks.BookAsync(network, cancellation))?.Members ?? [];
        return Read(Of(NetworkRole.Coordinator), [.. Of(NetworkRole.Operator), .. allowed.Operators]);

        IEnumerable<string> Of(NetworkRole role) => members.Where(member => member.Role == role).Select(member => member.Email);
    }

    /// <summary>Those who are left when this person has asked.</summary>
    public async Task<IReadOnlyList<EmailAddress>> OthersAsync(Campaign campaign, DeskPerson asker, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        return [.. (await OfAsync(campaign.Network, cancellation)).Where(one => DeskPerson.Of(key, campaign.Id, one).Hash != asker.Hash)];
    }

    /// <summary>Somebody who is signed in; null when the address cannot be read, or the campaign's key is gone.</summary>
    public async Task<Approver?> FindAsync(Campaign campaign, string? email, CancellationToken cancellation = default)
    {
        if (!EmailAddress.TryParse(email, out var address) || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null;
        var isOne = (await OfAsync(campaign.Network, cancellation)).Any(one => one.Key == address.Key);
        return new(DeskPerson.Of(key, campaign.Id, address), isOne);
    }

    /// <summary>Refuses a launch whose letters nobody could approve but who launches it.</summary>
    /// <param name="launcher">Null for a script: then the address for the reports stands for it.</param>
    public async Task<Checked<CampaignDraft>> CheckAsync(Checked<CampaignDraft> read, string? launcher, CancellationToken cancellation = default)
    {
        if (!read.IsValid || !read.Value.SecondApproval) return read;
        var isThere = await IsAnotherAsync(read.Value.Network, launcher ?? read.Value.Coordinator, cancellation);
        return isThere ? Checked<CampaignDraft>.Valid(read.Value with { LaunchedBy = launcher }) : Checked<CampaignDraft>.Invalid([new("secondApproval", "NobodyElse")]);
    }

    /// <summary>Whether somebody else could approve what this person asks for; null: somebody who is not known yet.</summary>
    public async Task<bool> IsAnotherAsync(string? network, string? asker, CancellationToken cancellation = default)
    {
        var all = await OfAsync(network, cancellation);
        return EmailAddress.TryParse(asker, out var address) ? all.Any(one => one.Key != address.Key) : all.Count > 1;
    }

    static IReadOnlyList<EmailAddress> Read(IEnumerable<string> coordinators, IEnumerable<string> operators)
    {
        var never = Parse(operators).Select(one => one.Key).ToHashSet();
        return [.. Parse(coordinators).Where(one => !never.Contains(one.Key)).DistinctBy(one => one.Key).Take(Limits.Approvers)];
    }

    static IEnumerable<EmailAddress> Parse(IEnumerable<string> addresses)
    {
        foreach (var text in addresses)
            if (EmailAddress.TryParse(text, out var address)) yield return address;
    }
}
