using System.Runtime.InteropServices;
using Campaigns.Local.Launcher;
using Campaigns.Local.Launcher.Demo;

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
    var code = args is ["--demo"] ? await DemoAsync(runtime) : 0;
    // A person at a terminal looks at what the demo left; a script wants the exit code.
    if (args is [] || !Console.IsOutputRedirected) await StopAskedForAsync();
    Console.WriteLine("Stopping.");
    return code;
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

async Task<int> DemoAsync(LocalRuntime runtime)
{
    using var walk = new Walk(runtime.Settings.AppUrl, runtime.Settings.MailUrl, runtime.Settings.Coordinators, TimeProvider.System, Console.WriteLine);
    return await walk.RunAsync(stop.Token) ? 0 : 1;
}

Task StopAskedForAsync() => Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);

// Asked a second time, the process ends at once (Cancel stays false); its children notice and stop too.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
