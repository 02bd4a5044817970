namespace Campaigns.Tests.Simulation;

/// <summary>What a visitor of the app hears.</summary>
/// <param name="IsAnswered">False: no answer, and nobody knows what was done.</param>
/// <param name="Error">Why there is no answer; null: the app was not there, or died.</param>
readonly record struct Reply<T>(bool IsAnswered, T? Value, Exception? Error);
