using System.Collections.Immutable;

namespace Campaigns.Letters;

/// <summary>A letter that a person took to its addressee, or posted.</summary>
public static class HandedOver
{
    public const string InPerson = "in-person";
    public const string ByPost = "post";

    /// <summary>As in forms, JSON and rows.</summary>
    public static readonly ImmutableArray<string> Ways = [InPerson, ByPost];
}
