using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>Somebody who asked for the letters, or let them go.</summary>
/// <param name="Hash">Keyed hash of the address under the campaign's key: the same mailbox always has the same.</param>
/// <param name="Sealed">The address for the desk, base64.</param>
public sealed record DeskPerson(string Hash, string Sealed)
{
    internal static DeskPerson Of(DataKey key, string campaignId, EmailAddress address) =>
        new(key.Hash("person", address.Key), Convert.ToBase64String(key.Seal(address.Address, Context(campaignId))));

    /// <summary>The address, with the campaign's key.</summary>
    public string Address(DataKey key, string campaignId) => key.Open<string>(Convert.FromBase64String(Sealed), Context(campaignId));

    static string Context(string campaignId) => $"{campaignId}|{Rows.Campaign}|Person";
}

/// <summary>The letters wait for a second person, or waited for one; part of the campaign's row. Instants are UTC.</summary>
/// <param name="Number">From 1: how often was asked. Whoever approves says which of the requests is meant.</param>
/// <param name="By">Who asked; for a campaign that asks by itself who launched it.</param>
/// <param name="ByItself">The rule chosen at launch would have let the letters go.</param>
/// <param name="Count">What was counted then. People may still withdraw until the list is frozen.</param>
/// <param name="Letters">As <see cref="LettersMark"/> gives it: what would go out.</param>
public sealed record ApprovalRequest(int Number, DateTimeOffset AskedAt, DeskPerson By, bool ByItself, Count Count, string Letters)
{
    /// <summary>How often those who could approve were reminded.</summary>
    public int Reminders { get; init; }

    /// <summary>Null as long as it waits.</summary>
    public DeskPerson? ApprovedBy { get; init; }
}

/// <summary>A person at the desk, as far as approving goes.</summary>
/// <param name="IsOfTheCampaign">One of its coordinators, and no operator: may be the second person.</param>
public sealed record Approver(DeskPerson Person, bool IsOfTheCampaign);
