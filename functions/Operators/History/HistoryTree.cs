using System.Collections.Immutable;
using System.Globalization;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators.History;

/// <summary>What an orchestration of a campaign is for. Names appear in lower case in JSON.</summary>
public enum HistoryRole { Campaign, Letters, Round, FollowUp, Letter, Update, Other }

/// <summary>An orchestration as the task hub knows it.</summary>
public sealed record HistoryInstance(string Id, OrchestrationRuntimeStatus Status, DateTimeOffset StartedAt, DateTimeOffset ChangedAt);

/// <param name="Number">Of the round, reminder to offices or update, from 1; of a letter, the addressee's.</param>
/// <param name="Attempt">Of a letter to a further address, from 2.</param>
public sealed record HistoryNode(HistoryInstance Instance, HistoryRole Role, int Number, int Attempt)
{
    public ImmutableArray<HistoryNode> Children { get; init; } = [];
}

/// <summary>
/// The orchestrations of a campaign as a tree, by their ids: its own, below it the rounds of letters and the updates, below a round the letters that were tried at a further address. Pure.
/// </summary>
public static class HistoryTree
{
    /// <summary>The campaign's first, whose orchestration may be gone; then the others in the order in which they began.</summary>
    public static ImmutableArray<HistoryNode> Of(string campaignId, IEnumerable<HistoryInstance> instances)
    {
        var nodes = instances.OrderBy(one => one.StartedAt).ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => (Node: Node(campaignId, one), Round: RoundOf(campaignId, one.Id))).ToList();
        var letters = nodes.Where(one => one.Node.Role == HistoryRole.Letter).ToLookup(one => one.Round, one => one.Node);
        var rounds = nodes.Where(one => IsRound(one.Node.Role)).Select(one => one.Round).ToHashSet();
        var below = nodes.Where(one => one.Node.Role is not (HistoryRole.Campaign or HistoryRole.Letter))
            .Select(one => IsRound(one.Node.Role) ? one.Node with { Children = [.. letters[one.Round]] } : one.Node)
            .Concat(letters.Where(group => !rounds.Contains(group.Key)).SelectMany(group => group)).ToImmutableArray();
        return nodes.Select(one => one.Node).FirstOrDefault(node => node.Role == HistoryRole.Campaign) is { } root ? [root with { Children = below }] : below;
    }

    /// <summary>Each with how deep it stands, from 0.</summary>
    public static IEnumerable<(HistoryNode Node, int Depth, string? Parent)> Flat(IEnumerable<HistoryNode> nodes, int depth = 0, string? parent = null) =>
        nodes.SelectMany(node => Flat(node.Children, depth + 1, node.Instance.Id).Prepend((node, depth, parent)));

    static bool IsRound(HistoryRole role) => role is HistoryRole.Letters or HistoryRole.Round or HistoryRole.FollowUp;

    static HistoryNode Node(string campaignId, HistoryInstance instance) => Parts(campaignId, instance.Id) switch
    {
        [] => new(instance, HistoryRole.Campaign, 0, 0),
        ["round", var text] when Number(text) is { } round => round switch
        {
            Plan.FirstRound => new(instance, HistoryRole.Letters, 0, 0),
            _ when FollowUps.Is(round) => new(instance, HistoryRole.FollowUp, FollowUps.NumberOf(round), 0),
            _ when Rounds.Is(round) => new(instance, HistoryRole.Round, Rounds.NumberOf(round), 0),
            _ => new(instance, HistoryRole.Other, 0, 0),
        },
        ["letter", _, var addressee, var attempt] when Number(addressee) is { } number => new(instance, HistoryRole.Letter, number, Number(attempt) ?? 0),
        ["update", var text] when Number(text) is { } update => new(instance, HistoryRole.Update, update, 0),
        _ => new(instance, HistoryRole.Other, 0, 0),
    };

    static int RoundOf(string campaignId, string id) => Parts(campaignId, id) is ["round" or "letter", var round, ..] ? Number(round) ?? 0 : 0;

    static string[] Parts(string campaignId, string id) => id.Length <= campaignId.Length ? [] : id[campaignId.Length..].Split('-', StringSplitOptions.RemoveEmptyEntries);

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
