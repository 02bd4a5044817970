using Campaigns.Tests.Simulation;
using Xunit.Runner.InProc.SystemConsole;

namespace Campaigns.Tests;

/// <summary>The tests' own program; with <c>simulate</c> as its first word it is the simulator, which needs a process for itself.</summary>
static class EntryPoint
{
    public static int Main(string[] args) =>
        args is ["simulate", .. var rest] ? SimulateCommand.Run(rest) : ConsoleRunner.Run(args).GetAwaiter().GetResult();
}
