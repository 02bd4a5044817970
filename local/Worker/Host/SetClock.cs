using System.Globalization;

namespace Campaigns.Local.Worker.Host;

/// <summary>
/// A wall clock that is wrong by as much as a file says, which may change at any moment, as when somebody sets the clock. The
/// monotonic clock that timers run by goes on evenly, as a system's does. For trying out what happens then; the setting
/// <c>CAMPAIGNS_CLOCK_FILE</c> names the file, which holds seconds (<c>3600</c>, <c>-60</c>).
/// </summary>
sealed class SetClock(string file) : TimeProvider
{
    TimeSpan last;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset();

    TimeSpan Offset()
    {
        try
        {
            return last = TimeSpan.FromSeconds(double.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or FormatException) // it is being written
        {
            return last;
        }
    }
}
