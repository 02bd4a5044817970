using Campaigns.Functions.Doors;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Campaigns.Functions.Telemetry;

/// <summary>
/// Log lines leave with the kind of what went wrong and where, and without the exception's message: it may quote what people wrote. Attributes
/// <c>exception.type</c> (the types, from outside to inside) and <c>exception.stacktrace</c> (its first lines), as OpenTelemetry calls them.
/// </summary>
sealed class WithoutMessages : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } error) return;
        data.Exception = null;
        data.Attributes = [.. data.Attributes ?? [], new("exception.type", Outage.Chain(error)), new("exception.stacktrace", Outage.Where(error))];
    }
}
