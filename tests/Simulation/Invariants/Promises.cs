using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>What people were told holds: nobody's confirmation is lost, nobody is counted who did not confirm, nobody who came too late.</summary>
static class Promises
{
    public static IEnumerable<string> Judge(Ending ending) => ending.Of.Truth.Addresses
        .SelectMany(address => Judge(ending, address)).Concat(CountedWithoutADeed(ending));

    static IEnumerable<string> Judge(Ending ending, string address)
    {
        var id = ending.Key.Hash("address", address);
        var deeds = ending.Of.Truth.Of(address);
        var row = ending.Signatures.FirstOrDefault(signature => signature.Id == id);
        var state = row?.State;
        if (TheyCount(deeds) && !Keeps(state, ending.Of.Truth.AnyRefused)) yield return $"{address} was told that the signature stands, and it is {state?.ToString() ?? "gone"}.";
        if (TheyDoNot(deeds) && state is SignatureState.Confirmed or SignatureState.InVetting) yield return $"{address} was told that the signature is withdrawn, and it counts.";
        if (deeds.Any(deed => deed.Told == SignLinkState.WithdrawnLate) && row?.LeftAt is null)
            yield return $"{address} was told that the name is off the list, and it is not.";
        foreach (var late in deeds.Where(deed => IsTooLate(ending, id, deed)))
            yield return $"{address} signed at {late.Begun:yyyy-MM-dd HH:mm:ss.fff}, when signing was over.";
    }

    static bool IsTooLate(Ending ending, string id, Done deed) => deed is { Deed: Deed.Confirms, Told: SignLinkState.Signed or SignLinkState.InVetting }
        && ending.Of.Facts.WasOver(deed.Begun) && !WasBeingDecided(ending, deed.Begun) && !ending.Of.Facts.HadSigned(id, deed.Begun);

    /// <summary>The deadline had passed, and a moment later it was put off: who came in between is not too late.</summary>
    static bool WasBeingDecided(Ending ending, DateTimeOffset at) =>
        ending.Campaign.ExtendedFrom is { } from && at >= from && at <= ending.Campaign.ExtensionDecidedAt;

    /// <summary>Told "signed", and nothing was done since that could have changed it.</summary>
    static bool TheyCount(IReadOnlyList<Done> deeds) => deeds.Any(signed =>
        signed is { Deed: Deed.Confirms, Told: SignLinkState.Signed or SignLinkState.InVetting }
        && !deeds.Any(other => other.Deed != Deed.Confirms && other.Ended > signed.Begun));

    static bool TheyDoNot(IReadOnlyList<Done> deeds) => deeds.Any(withdrawn =>
        withdrawn is { Deed: Deed.Withdraws, Told: SignLinkState.Withdrawn }
        && !deeds.Any(other => other.Deed == Deed.Confirms && other.Ended > withdrawn.Begun));

    static bool Keeps(SignatureState? state, bool anyRefused) =>
        state is SignatureState.Confirmed or SignatureState.InVetting || (state == SignatureState.Refused && anyRefused);

    static IEnumerable<string> CountedWithoutADeed(Ending ending) =>
        from signature in ending.Signatures
        where signature.State is SignatureState.Confirmed or SignatureState.InVetting or SignatureState.Refused
        where !ending.Of.Truth.Of(signature.Details.Email).Any(deed => deed.Deed == Deed.Confirms)
        select $"{signature.Details.Email} is counted, and never confirmed.";
}
