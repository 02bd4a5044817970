namespace Campaigns.Local.Launcher.Demo;

/// <summary>Tells the walk in sentences, and keeps count of what was as it should be.</summary>
public sealed class Findings(Action<string> say)
{
    public int Right { get; private set; }

    public List<string> Wrong { get; } = [];

    public void Tell(string sentence) => say(sentence);

    public void Expect<T>(string what, T expected, T found) =>
        Note(EqualityComparer<T>.Default.Equals(expected, found), what, $"expected {expected}, found {found}");

    /// <summary>The same things, in any order, none more often than expected.</summary>
    public void ExpectAll(string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (wanted, there) = (expected.Order(StringComparer.Ordinal).ToList(), found.Order(StringComparer.Ordinal).ToList());
        Note(wanted.SequenceEqual(there), what, $"missing: {List(wanted.Except(there))}; too much: {List(there.Except(wanted))}; {wanted.Count} expected, {there.Count} found");
    }

    void Note(bool isRight, string what, string difference)
    {
        if (isRight) Right++;
        else Wrong.Add($"{what}: {difference}");
        say(isRight ? $"    right: {what}" : $"    WRONG: {what}: {difference}");
    }

    static string List(IEnumerable<string> things) => string.Join(", ", things.DefaultIfEmpty("nothing"));
}
