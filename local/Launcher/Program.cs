using System.Runtime.InteropServices;
using Campaigns.Local.Launcher;

if (args is not ([] or ["--demo"]))
{
    Console.Error.WriteLine($"Unknown: {string.Join(' ', args)}. ./run --help tells what there is.");
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

try
{
    await using var runtime = await LocalRuntime.StartAsync(RunSettings.FromEnvironment(Environment.GetEnvironmentVariable), Console.WriteLine, stop.Token);
    Console.WriteLine(Welcome.Text(runtime));
    await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    Console.WriteLine("Stopping.");
    return 0;
}
catch (RunException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

// Asked a second time, the process ends at once (Cancel stays false); its children notice and stop too.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
