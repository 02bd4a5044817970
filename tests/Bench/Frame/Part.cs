namespace Campaigns.Bench.Frame;

/// <summary>
/// One file of the suite. Every class that derives from this one, and has a constructor without parameters, takes part:
/// a new measurement is a new file.
/// </summary>
public abstract class Part
{
    /// <summary>The measurements that this part gives.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Takes minutes: measured only when it is named, or with <c>--long</c>.</summary>
    public virtual bool IsLong => false;

    /// <summary>What is printed after the measurements, where they alone do not say it.</summary>
    public virtual string Report() => "";

    public abstract Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench);
}
