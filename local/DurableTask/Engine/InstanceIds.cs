namespace Campaigns.Local.DurableTask;

/// <summary>What the official provider allows as an instance id.</summary>
static class InstanceIds
{
    const int Longest = 100;

    /// <exception cref="ArgumentException">The id is empty, longer than 100, begins with @, or holds / \ # ? or a control character.</exception>
    public static void Check(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > Longest) throw new ArgumentException($"An instance id has at most {Longest} characters, this one {id.Length}.", nameof(id));
        if (id[0] == '@') throw new ArgumentException("An instance id must not begin with @, which marks entities.", nameof(id));
        if (id.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
            throw new ArgumentException("An instance id must not hold / \\ # ? or control characters.", nameof(id));
    }
}
