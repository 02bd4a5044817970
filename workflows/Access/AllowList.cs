using Campaigns.Checks;

namespace Campaigns.Access;

/// <summary>Who may sign in as what, from the settings.</summary>
internal sealed class AllowList
{
    readonly HashSet<string> coordinators;
    readonly HashSet<string> operators;
    readonly HashSet<string> watchers;

    /// <exception cref="InvalidOperationException">A list holds something that is not a mail address.</exception>
    public AllowList(CampaignsOptions options)
    {
        coordinators = Read(options.Coordinators, nameof(options.Coordinators));
        operators = Read(options.Operators, nameof(options.Operators));
        watchers = Read(options.Watchers, nameof(options.Watchers));
        Operators = Addresses(options.Operators);
        Coordinators = Addresses(options.Coordinators);
    }

    /// <summary>The operators' addresses, to write to.</summary>
    public IReadOnlyList<string> Operators { get; }

    /// <summary>The coordinators' addresses, to write to.</summary>
    public IReadOnlyList<string> Coordinators { get; }

    public Roles RolesOf(EmailAddress address) =>
        (coordinators.Contains(address.Key) ? Roles.Coordinator : Roles.None) | (operators.Contains(address.Key) ? Roles.Operator : Roles.None)
        | (watchers.Contains(address.Key) ? Roles.Watcher : Roles.None);

    static string[] Addresses(string list) => [.. Split(list).Select(entry => EmailAddress.TryParse(entry, out var address) ? address.Address : "").Distinct()];

    static HashSet<string> Read(string list, string setting)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var entries = Split(list);
        for (var i = 0; i < entries.Length; i++)
        {
            if (!EmailAddress.TryParse(entries[i], out var address))
                throw new InvalidOperationException($"{CampaignsOptions.Section}:{setting}: entry {i + 1} is not a mail address.");
            keys.Add(address.Key);
        }
        return keys;
    }

    static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
