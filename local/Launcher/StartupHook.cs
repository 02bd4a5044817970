using System.Runtime.InteropServices;

/// <summary>
/// Runs in the app and in the mail room before their own code, by way of <c>DOTNET_STARTUP_HOOKS</c>. It ties them to
/// the launcher: when the launcher closes their standard input, or ends in whatever way (the pipe closes by itself,
/// even after kill -9), they are told to stop. So neither of the two needs to know that a launcher exists.
/// </summary>
static class StartupHook
{
    const int SIGTERM = 15;

    public static void Initialize() =>
        new Thread(StopWhenInputCloses) { IsBackground = true, Name = "launcher watch" }.Start();

    static void StopWhenInputCloses()
    {
        using var input = Console.OpenStandardInput();
        var nothing = new byte[64];
        while (input.Read(nothing) > 0)
        {
        }

        // A signal rather than Environment.Exit: the host stops as it would in a container, requests first.
        if (OperatingSystem.IsWindows()) Environment.Exit(0);
        _ = Kill(Environment.ProcessId, SIGTERM);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int pid, int signal);
}
