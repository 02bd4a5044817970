namespace Campaigns.Local.DurableTask;

/// <summary>What a task hub may be called: its name is the beginning of table names.</summary>
static class HubNames
{
    /// <exception cref="ArgumentException">Not 3 to 45 letters and digits, beginning with a letter.</exception>
    public static void Check(string name)
    {
        if (name is not { Length: >= 3 and <= 45 } || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{name}' is no task hub name: 3 to 45 letters and digits, beginning with a letter.", nameof(name));
    }
}
