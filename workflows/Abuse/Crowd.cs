using Campaigns.Access;
using Campaigns.Checks;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Abuse;

/// <summary>
/// Notices when more requests to sign one campaign come from one mail domain, or under one name, than people send. Counts in memory, by keyed
/// hashes; nobody is refused for it. Domains whose addresses anybody can have are not counted.
/// </summary>
public sealed class Crowd(RateGate gate, KeyRing keys)
{
    public Doubts Take(Campaign campaign, SignatureRequest request)
    {
        var doubts = Doubts.None;
        if (EmailAddress.TryParse(request.Email, out var address) && !MailDomain.IsFree(address.Domain) && !MailDomain.IsForExamples(address.Domain))
        {
            if (IsPast(Rates.DomainRequests, address.Domain)) doubts |= Doubts.ManyFromDomain;
            if (IsPast(Rates.DomainBurst, address.Domain)) doubts |= Doubts.Burst;
        }
        // An organisation may ask its people to sign, and counts once; whoever signs as a person has a name of their own.
        if (request.Kind == SignatoryKind.Individual && IsPast(Rates.SameName, TextKey.Of(request.Name))) doubts |= Doubts.TextAlike;
        return doubts;

        bool IsPast(Rate rate, string who) => gate.Take(rate, $"{rate.Times}/{rate.Span}", $"{campaign.Id}|{keys.Access.Hash("crowd", who)}") is not null;
    }
}
