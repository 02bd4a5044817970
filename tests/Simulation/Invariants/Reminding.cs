using System.Globalization;

namespace Campaigns.Tests.Simulation;

/// <summary>Every reminder went to those, and only to those, who had been invited and had not answered then; to each once.</summary>
static class Reminding
{
    public static IEnumerable<string> Judge(Ending ending)
    {
        var rows = ending.Of.Facts;
        for (var number = 1; number <= ending.Campaign.Reminders.Length; number++)
        {
            if (ending.Campaign.Reminders[number - 1].SentAt is not { } sent) continue;
            if (!rows.RemindersBegun.TryGetValue(number, out var begun))
            {
                yield return $"reminder {number} was sent, and never begun.";
                continue;
            }
            foreach (var invited in ending.Invitations)
            {
                var answered = rows.HadAnswered(ending.Key.Hash("address", invited.Invitation.Email), begun, sent);
                var reminded = ending.Of.WasReminded(number, invited.Invitation.Number);
                if (answered == true && reminded) yield return $"reminder {number} went to invitation {invited.Invitation.Number}, which was answered.";
                if (answered == false && !reminded && invited.InvitedAt is not null) yield return $"reminder {number} did not go to invitation {invited.Invitation.Number}, which was not answered.";
            }
        }
    }

    static bool WasReminded(this SimulatedCampaign campaign, int reminder, int invitation) =>
        campaign.World.Tables.Find("Campaigns", campaign.Id, string.Create(CultureInfo.InvariantCulture, $"reminder|{reminder:D2}|{invitation:D4}")) is not null;
}
