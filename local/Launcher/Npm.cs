using System.Diagnostics;

namespace Campaigns.Local.Launcher;

/// <summary>Brings a folder's <c>node_modules</c> to what its <c>package-lock.json</c> says.</summary>
public static class Npm
{
    /// <summary>
    /// Runs <c>npm ci</c> in <paramref name="folder"/> unless exactly this lock file was installed there before.
    /// Two processes may call it at once: the second waits for the first and then finds the work done.
    /// </summary>
    /// <exception cref="InvalidOperationException">npm failed; the message holds what it wrote.</exception>
    public static async Task InstallAsync(string folder, CancellationToken cancellation = default)
    {
        if (IsInstalled(folder)) return;

        await using var turn = await TakeTurnAsync(Path.Combine(folder, ".npm-ci.lock"), cancellation);
        if (IsInstalled(folder)) return;

        await RunAsync(folder, cancellation);
        File.Copy(LockFile(folder), InstalledLockFile(folder), overwrite: true);
    }

    static string LockFile(string folder) => Path.Combine(folder, "package-lock.json");

    // A copy of the lock file instead of file times: a fresh checkout gives every file a time of its own.
    static string InstalledLockFile(string folder) => Path.Combine(folder, "node_modules", ".installed-lock.json");

    static bool IsInstalled(string folder) =>
        File.Exists(InstalledLockFile(folder)) &&
        File.ReadAllBytes(InstalledLockFile(folder)).AsSpan().SequenceEqual(File.ReadAllBytes(LockFile(folder)));

    static async Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }

    static async Task RunAsync(string folder, CancellationToken cancellation)
    {
        // No install script is needed by anything here, and none gets to run.
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        var output = npm.StandardOutput.ReadToEndAsync(cancellation);
        var errors = npm.StandardError.ReadToEndAsync(cancellation);
        await npm.WaitForExitAsync(cancellation);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {folder} failed ({npm.ExitCode}): {await errors} {await output}");
    }
}
