using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>Which process of which machine. A process number is used again; with its start it is unique.</summary>
/// <param name="Start">Any text that is the same for the same process only.</param>
sealed record ProcessIdentity(string Host, int Id, string Start)
{
    public static ProcessIdentity Own { get; } = new(Environment.MachineName, Environment.ProcessId, StartOf(Environment.ProcessId) ?? string.Empty);

    public bool IsAlive() => StartOf(Id) == Start;

    static string? StartOf(int id) => OperatingSystem.IsLinux() ? LinuxStart(id) : SystemStart(id);

    /// <summary>
    /// From the kernel: .NET computes the start time from the clock, so that it changes when the clock is set.
    /// A killed process that its parent has not collected is gone too.
    /// </summary>
    static string? LinuxStart(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            return fields[0] is "Z" or "X" ? null : $"{boot}/{fields[19]}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string? SystemStart(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
