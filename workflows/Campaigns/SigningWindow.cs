namespace Campaigns;

/// <summary>Who may confirm at a moment. In this order a later one lets fewer people in.</summary>
public enum SigningWindow
{
    /// <summary>Everyone.</summary>
    Open,
    /// <summary>The deadline has passed; whoever had asked before it may still confirm.</summary>
    Grace,
    /// <summary>Nobody.</summary>
    Over,
}
