using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>How a client speaks to the service: version, retries (<see cref="ClientOptions.Retry"/>), transport, diagnostics.</summary>
public class TableClientOptions : ClientOptions
{
    /// <param name="serviceVersion">The version of the REST API.</param>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        VersionString = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };
    }

    internal string VersionString { get; }

    /// <summary>Versions of the Table service's REST API.</summary>
#pragma warning disable CA1707 // the official names
    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707
}
