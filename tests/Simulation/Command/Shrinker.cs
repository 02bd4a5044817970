namespace Campaigns.Tests.Simulation;

/// <summary>
/// Makes a failure smaller: fewer campaigns, fewer kinds of faults, fewer people, as long as something of the same kind is still
/// violated; then tells what happened.
/// </summary>
sealed class Shrinker(WorldPlan found, WorldResult result)
{
    const int Tries = 120;
    const int Salts = 3;

    WorldPlan best = found;
    int tries;

    public async Task<IReadOnlyList<string>> TellAsync()
    {
        await ShrinkAsync();
        var (last, story) = await SimulateCommand.PlayAsync(best, told: true);
        return
        [
            $"shrunk to: seed {best.Seed}, salt {best.Salt}, campaigns {string.Join(' ', best.Places)}, faults {best.Faults}, without {string.Join(' ', best.LeftOut)}",
            .. last.Violations.Select(violation => $"violated: {violation}"),
            .. story,
        ];
    }

    async Task ShrinkAsync()
    {
        if (best.Places.Count > 1)
            foreach (var place in best.Places)
                if (await StillFailsAsync(best with { Campaigns = [place] })) break;
        foreach (var kind in Enum.GetValues<FaultKinds>().Where(kind => kind is not (FaultKinds.None or FaultKinds.All)))
            if (best.Faults.HasFlag(kind)) await StillFailsAsync(best with { Faults = best.Faults & ~kind });
        foreach (var place in best.Places)
            for (var person = 1; person <= 12; person++)
                await StillFailsAsync(best with { LeftOut = best.LeftOut.Append((place, person)).ToHashSet() });
    }

    async Task<bool> StillFailsAsync(WorldPlan smaller)
    {
        for (var salt = 0; salt < Salts && tries < Tries; salt++, tries++)
        {
            var candidate = smaller with { Salt = best.Salt + salt };
            var (outcome, _) = await SimulateCommand.PlayAsync(candidate, told: false);
            if (!outcome.Violations.Select(KindOf).Intersect(result.Violations.Select(KindOf)).Any()) continue;
            best = candidate;
            return true;
        }
        return false;
    }

    /// <summary>The words of a violation without numbers and names.</summary>
    static string KindOf(string violation) => string.Join(' ', violation.Split(' ').Where(word => word.All(char.IsLetter)).Take(8));
}
