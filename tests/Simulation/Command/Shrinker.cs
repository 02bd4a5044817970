namespace Campaigns.Tests.Simulation;

/// <summary>
/// Makes a failure smaller: fewer campaigns, fewer kinds of faults, fewer people, as long as something of the same kind is still
/// violated; then tells what happened.
/// </summary>
sealed class Shrinker(WorldPlan found, WorldResult result)
{
    const int Tries = 60;
    const int Salts = 2;

    WorldPlan best = found;
    int tries;

    public async Task<IReadOnlyList<string>> TellAsync()
    {
        await ShrinkAsync();
        List<string> story = [];
        var last = await SimulateCommand.PlayAsync(best, story.Add);
        return
        [
            $"shrunk to: seed {best.Seed}, salt {best.Salt}, campaigns {string.Join(' ', best.Places)}, faults {best.Faults}, without {string.Join(' ', best.LeftOut)}",
            .. last.Violations.Select(violation => $"violated: {violation}"),
            .. story,
        ];
    }

    async Task ShrinkAsync()
    {
        foreach (var place in best.Places)
            if (best.Places.Count > 1 && await StillFailsAsync(best with { Campaigns = [place] })) break;
        await LeaveOutAsync([.. Kinds()], (kinds, plan) => plan with { Faults = kinds.Aggregate(plan.Faults, (left, kind) => left & ~kind) });
        await LeaveOutAsync([.. People()], (people, plan) => plan with { LeftOut = plan.LeftOut.Concat(people).ToHashSet() });
    }

    IEnumerable<FaultKinds> Kinds() => Enum.GetValues<FaultKinds>().Where(kind => kind is not (FaultKinds.None or FaultKinds.All) && best.Faults.HasFlag(kind));

    IEnumerable<(int Campaign, int Person)> People() => best.Places.Count > 1 ? [] : new CampaignPlan(best.Seed, best.Places[0], DateTimeOffset.UnixEpoch)
        .People.Select(person => (best.Places[0], person.Number));

    /// <summary>All at once; where that is too much, one half and then the other.</summary>
    async Task LeaveOutAsync<T>(T[] parts, Func<T[], WorldPlan, WorldPlan> without)
    {
        if (parts.Length == 0 || await StillFailsAsync(without(parts, best)) || parts.Length == 1) return;
        await LeaveOutAsync(parts[..(parts.Length / 2)], without);
        await LeaveOutAsync(parts[(parts.Length / 2)..], without);
    }

    async Task<bool> StillFailsAsync(WorldPlan smaller)
    {
        for (var salt = 0; salt < Salts && tries < Tries; salt++, tries++)
        {
            var candidate = smaller with { Salt = best.Salt + salt };
            var outcome = await SimulateCommand.PlayAsync(candidate);
            if (!outcome.Violations.Select(KindOf).Intersect(result.Violations.Select(KindOf)).Any()) continue;
            best = candidate;
            return true;
        }
        return false;
    }

    /// <summary>The words of a violation without numbers and names.</summary>
    static string KindOf(string violation) => string.Join(' ', violation.Split(' ').Where(word => word.All(char.IsLetter)).Take(8));
}
