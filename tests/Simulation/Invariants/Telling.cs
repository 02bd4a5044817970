using System.Globalization;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Tests.Simulation;

/// <summary>A moved deadline was told to everyone whom it concerned all the time; that nobody is told twice is seen when it happens.</summary>
static class Telling
{
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    public static IEnumerable<string> Judge(Ending ending)
    {
        if (ending.Campaign.Move is not { ToldAt: { } done } move || !ending.Journal.Any(entry => entry.What == "DeadlineTold" && entry.At == done)) yield break;
        foreach (var invited in ending.Invitations.Where(one => one.InvitedAt < move.At))
        {
            var id = ending.Key.Hash("address", invited.Invitation.Email);
            if (ending.Of.Facts.WasAlways(null, id, move.At - Margin, done + Margin) && !ending.Of.WasTold(move, invited.Invitation.Number))
                yield return $"invitation {invited.Invitation.Number} was not told of move {move.Number} of the deadline.";
        }
        foreach (var signed in ending.Signatures.Where(one => one.ConfirmedAt < move.At))
            if (ending.Of.Facts.WasAlways(SignatureState.Confirmed, signed.Id, move.At - Margin, done + Margin) && !ending.WasTold(move, signed.Id))
                yield return $"a signatory was not told of move {move.Number} of the deadline.";
    }

    static bool WasTold(this SimulatedCampaign campaign, DeadlineMove move, int invitation) => Enumerable.Range(1, move.Number).Reverse()
        .Select(number => campaign.World.Tables.Find("Campaigns", campaign.Id, string.Create(CultureInfo.InvariantCulture, $"told|{number:D4}|{invitation:D4}")))
        .FirstOrDefault(row => row is not null)?.Time("ClosesAt") is { } told ? told == move.To : move.From == move.To;

    static bool WasTold(this Ending ending, DeadlineMove move, string signature) =>
        (ending.Of.World.Tables.Find("Signatures", ShardKeys.PartitionOf(ending.Campaign, signature), $"signature|{signature}")?.Time("ToldClosesAt") ?? move.From) == move.To;
}
